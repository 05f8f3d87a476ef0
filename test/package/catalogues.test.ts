import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/node-red-install.ts'

type Catalogue = { readonly [key: string]: string | Catalogue }

/** Each sentence of a catalogue by its full key, with the values it takes. */
function sentences(catalogue: Catalogue, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else for (const [below, sentence] of sentences(value, `${prefix}${key}.`)) found.set(below, sentence)
  }
  return found
}

/** A key without the plural form at its end, and the forms that a language has, by Unicode. */
const plural = /_(zero|one|two|few|many|other)$/
const formsOf = (language: string): string[] => new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
const withoutForms = (catalogue: ReadonlyMap<string, string>): string[] =>
  [...new Set([...catalogue.keys()].map((key) => key.replace(plural, '')))].toSorted()

const values = (sentence: string): string[] => [...new Set(sentence.match(/__\w+?__/g) ?? [])].toSorted()
/** What a translation may not change: tags, headings, lists, the names of properties, and how often code is quoted. */
const shapeOfHelp = (help: string): string[] => [
  ...help.split('\n').flatMap((line) => /^(<.*>|#+ |: [^(:]+|- |[0-9]+\. )/.exec(line)?.slice(1) ?? []),
  `${help.match(/`[^`]+`/g)?.length ?? 0} pieces of code`,
]
const locales = join(root, 'locales')
const others = readdirSync(locales).filter((language) => language !== 'en-US')
const read = (language: string, file: string): Map<string, string> =>
  sentences(JSON.parse(readFileSync(join(locales, language, file), 'utf8')))

describe('the text catalogues', () => {
  it('exist in English, German, Spanish, French and Japanese, the same files in each', () => {
    assert.deepEqual(others.toSorted(), ['de', 'es-ES', 'fr', 'ja'])
    const english = readdirSync(join(locales, 'en-US')).toSorted()
    assert.ok(english.length > 0)
    for (const language of others) assert.deepEqual(readdirSync(join(locales, language)).toSorted(), english, language)
  })

  for (const file of readdirSync(join(locales, 'en-US')).filter((name) => name.endsWith('.json'))) {
    it(`say the same things with the same values in every language: ${file}`, () => {
      const english = read('en-US', file)
      for (const language of others) {
        const translated = read(language, file)
        assert.deepEqual(withoutForms(translated), withoutForms(english), language)
        for (const [key, sentence] of english) {
          // The form for one may have the number in its words.
          if (key.endsWith('_one')) continue
          assert.deepEqual(values(translated.get(key) ?? ''), values(sentence), `${language} ${key}`)
        }
        for (const [key, sentence] of translated) assert.notEqual(sentence.trim(), '', `${language} ${key} is empty`)
      }
    })

    it(`have all plural forms of their language where they have one, and name nothing there that the other forms do not: ${file}`, () => {
      for (const language of readdirSync(locales)) {
        const catalogue = read(language, file)
        const counted = [...catalogue.keys()].filter((key) => plural.test(key)).map((key) => key.replace(plural, ''))
        for (const key of new Set(counted)) {
          const forms = [...catalogue.keys()].filter((one) => one.replace(plural, '') === key && plural.test(one))
          assert.deepEqual(forms.map((one) => plural.exec(one)?.[1] ?? '').toSorted(), formsOf(language), `${language} ${key}`)
          const named = values(catalogue.get(`${key}_other`) ?? '')
          for (const form of forms)
            assert.ok(
              values(catalogue.get(form) ?? '').every((value) => named.includes(value)),
              `${language} ${form}`,
            )
        }
      }
    })
  }

  for (const file of readdirSync(join(locales, 'en-US')).filter((name) => name.endsWith('.html'))) {
    it(`explain the same things in the same order in every language: ${file}`, () => {
      const english = shapeOfHelp(readFileSync(join(locales, 'en-US', file), 'utf8'))
      for (const language of others) assert.deepEqual(shapeOfHelp(readFileSync(join(locales, language, file), 'utf8')), english, language)
    })
  }

  it('describe properties in help as Node-RED can draw them: name (type) : text, without another colon', () => {
    for (const language of readdirSync(locales))
      for (const file of readdirSync(join(locales, language)).filter((name) => name.endsWith('.html')))
        for (const line of readFileSync(join(locales, language, file), 'utf8')
          .split('\n')
          .filter((one) => one.startsWith(':')))
          assert.match(line, /^:[^:]+\([^:]+\)[^:]*:[^:]+$/, `${language}/${file}`)
  })

  it('name one thing by one word in German: a failed job is a Vorgang, an order an Auftrag, the breaker a Schutzschalter', () => {
    const german = readdirSync(join(locales, 'de')).map((file) => [file, readFileSync(join(locales, 'de', file), 'utf8')] as const)
    for (const [file, text] of german) {
      assert.doesNotMatch(
        text,
        /[Ff]ehlgeschlagene[nrs]? (Auftr|Fall|Fälle)|Fehlerauftr|offene[nrs]? (Auftr|Fall|Fälle)|[Dd]iese[nrs]? (Fall|Fälle)\b/,
        file,
      )
      assert.doesNotMatch(text, /\bSicherung/, file)
      if (/^(failed-job-store|sync-store)\./.test(file)) assert.doesNotMatch(text, /Auftr[aä]g/, file)
    }
  })
})
