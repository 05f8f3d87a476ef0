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
  return (key, values = {}) => {
    for (const catalogue of catalogues) {
      const sentence = lookUp(catalogue, key)
      if (sentence !== undefined) return fill(sentence, values)
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

function fill(sentence: string, values: TextValues): string {
  return sentence.replace(/__(\w+?)__/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole))
}
