import { isSentence, type Say, type Sentence } from './say.ts'

/**
 * A tree of sentences, as in `locales/<lang>/*.json`; `language` at its top names the language, English when absent. A sentence that
 * depends on a number has one key for each plural form of its language, with the suffixes of i18next: `links_one`, `links_other`.
 */
export interface TextCatalogue {
  readonly [key: string]: string | TextCatalogue
}

type Values = Readonly<Record<string, unknown>>

/** A sentence cut at its values: every second part is the name of one. */
type Parts = readonly string[]

/** Sentences within sentences are said so deep; what came by a message may name itself without end. */
const deepest = 4

/**
 * Makes a `Say` of catalogues in order of preference; a sentence missing in the first is taken from the next.
 * An unknown key is returned as it is, so that nothing is ever silent. A value that is a sentence is said in the same language.
 */
export function sayFrom(...catalogues: readonly TextCatalogue[]): Say {
  // Each line takes some sentences along: one that was found is cut at its values once. Only what a catalogue has is kept.
  const cut = new Map<string, (values: Values) => Parts>()
  return (key, values = {}) => render(key, values, 0)

  function render(key: string, values: Values, depth: number): string {
    const parts = cut.get(key) ?? found(key)
    return parts === undefined
      ? key
      : fill(parts(values), values, (inner) => (depth < deepest ? render(inner.key, inner.values ?? {}, depth + 1) : '?'))
  }

  function found(key: string): ((values: Values) => Parts) | undefined {
    for (const catalogue of catalogues) {
      const sentence = lookUp(catalogue, key)
      const parts = sentence === undefined ? counted(catalogue, key) : partsOf(sentence)
      if (parts === undefined) continue
      const of = typeof parts === 'function' ? parts : () => parts
      cut.set(key, of)
      return of
    }
    return undefined
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

function partsOf(sentence: string): Parts {
  return sentence.split(/__(\w+?)__/)
}

/**
 * The plural form of a sentence for a number, by the rules of Unicode (CLDR). The number is `count`, or the first figure that the
 * sentence names; without one, the form for many.
 */
function counted(catalogue: TextCatalogue, key: string): ((values: Values) => Parts) | undefined {
  const sentence = lookUp(catalogue, `${key}_other`)
  if (sentence === undefined) return undefined
  const { language } = catalogue
  const rules = new Intl.PluralRules(typeof language === 'string' ? language : 'en-US')
  const many = partsOf(sentence)
  const forms = new Map(
    rules.resolvedOptions().pluralCategories.map((form) => [form, partsOf(lookUp(catalogue, `${key}_${form}`) ?? sentence)]),
  )
  const names = ['count', ...many.filter((_, at) => at % 2 === 1)]
  return (values) => {
    const name = names.find((one) => Object.hasOwn(values, one) && typeof values[one] === 'number')
    return name === undefined ? many : (forms.get(rules.select(Number(values[name]))) ?? many)
  }
}

/** A value that nobody gave stays as it is. */
function fill(parts: Parts, values: Values, inner: (value: Sentence) => string): string {
  let text = parts[0] ?? ''
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at] ?? ''
    const value = values[name]
    text += !Object.hasOwn(values, name) ? `__${name}__` : isSentence(value) ? inner(value) : String(value)
    text += parts[at + 1] ?? ''
  }
  return text
}
