import type { Say, TextValues } from './say.ts'

/** A tree of sentences, as in `locales/<lang>/*.json`. */
export interface TextCatalogue {
  readonly [key: string]: string | TextCatalogue
}

/**
 * Makes a `Say` of catalogues in order of preference; a sentence missing in the first is taken from the next.
 * An unknown key is returned as it is, so that nothing is ever silent.
 */
export function sayFrom(...catalogues: readonly TextCatalogue[]): Say {
  // Each line takes some sentences along: one that was found is cut at its values once. Only what a catalogue has is kept.
  const cut = new Map<string, readonly string[]>()
  return (key, values = {}) => {
    const known = cut.get(key)
    if (known !== undefined) return fill(known, values)
    for (const catalogue of catalogues) {
      const sentence = lookUp(catalogue, key)
      if (sentence === undefined) continue
      const parts = sentence.split(/__(\w+?)__/)
      cut.set(key, parts)
      return fill(parts, values)
    }
    return key
  }
}

function lookUp(catalogue: TextCatalogue, key: string): string | undefined {
  let place: string | TextCatalogue | undefined = catalogue
  for (const part of key.split('.')) {
    if (place === undefined || typeof place === 'string') return undefined
    place = Object.hasOwn(place, part) ? place[part] : undefined
  }
  return typeof place === 'string' ? place : undefined
}

/** Every second part is the name of a value; one that nobody gave stays as it is. */
function fill(parts: readonly string[], values: TextValues): string {
  let text = parts[0] ?? ''
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at] ?? ''
    text += Object.hasOwn(values, name) ? String(values[name]) : `__${name}__`
    text += parts[at + 1] ?? ''
  }
  return text
}
