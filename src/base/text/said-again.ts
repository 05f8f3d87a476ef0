import type { Say, Sentence, TextValues } from './say.ts'

/** The sentence of a key with the values that were kept; undefined when there is none, or when it names a value that was not kept. */
export function saidAgain(say: Say, key: string, values: TextValues | Sentence['values']): string | undefined {
  const words = say(key, values)
  return words === key || /__\w+?__/.test(words) ? undefined : words
}

/** A sentence in words; what was kept as words stays as it is. */
export function said(kept: Sentence | string, say: Say): string {
  return typeof kept === 'string' ? kept : say(kept.key, kept.values)
}
