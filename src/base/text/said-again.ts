import type { Say, TextValues } from './say.ts'

/** The sentence of a key with the values that were kept; undefined when there is none, or when it names a value that was not kept. */
export function saidAgain(say: Say, key: string, values: TextValues): string | undefined {
  const sentence = say(key, values)
  return sentence === key || /__\w+?__/.test(sentence) ? undefined : sentence
}
