import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { textsFor } from '../../../nodes/kit/texts.ts'
import { sayFrom, type TextCatalogue } from '../../../src/base/text/catalogue.ts'

const folder = new URL('../../../locales/en-US/', import.meta.url)

function flat(catalogue: TextCatalogue, before: string): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${before}.${key}`, value]] : flat(value, `${before}.${key}`),
  )
}

/** A figure before what it counts, or before a verb: their form depends on it. */
const counts =
  /__(count|levels|products|days|units|value|quantity|held|demand|owed|zeroed|open|total|rows|links)__ (?:(?:\w+ ){0,2}(levels|units|days|kits|links|products|variants|items|locations|SKUs|jobs|orders|places|suppliers)\b|(are|were|have)\b)/
/** The number is always two or more. */
const always = new Set([
  'error.LINK_DUPLICATE_IN_SHOPIFY.text',
  'error.LINK_DUPLICATE_IN_ODOO.text',
  'trace.sum-of',
  'trace.largest-of',
  'trace.smallest-of',
  'product-link.product-link.cut',
])

describe('a sentence with a number', () => {
  it('has a form for one wherever its words depend on the number', () => {
    const missing = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => {
        const parsed: TextCatalogue = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
        return flat(parsed, file.slice(0, -'.json'.length))
      })
      .filter(([key, sentence]) => !/_(one|other)$/.test(key) && !always.has(key) && counts.test(sentence))
    assert.deepEqual(missing, [])
  })

  const said: readonly (readonly [language: string, none: string, one: string, two: string, many: string])[] = [
    ['en-US', '0 levels', '1 level', '2 levels', '1000000 levels'],
    ['de', '0 Bestände', '1 Bestand', '2 Bestände', '1000000 Bestände'],
    ['fr', '0 niveau', '1 niveau', '2 niveaux', '1000000 niveaux'],
    ['es-ES', '0 niveles', '1 nivel', '2 niveles', '1000000 niveles'],
    ['ja', '在庫レベル0件', '在庫レベル1件', '在庫レベル2件', '在庫レベル1000000件'],
  ]
  for (const [language, ...expected] of said)
    it(`is right for none, one, two and very many: ${language}`, () => {
      const say = textsFor(language)
      assert.deepEqual(
        [0, 1, 2, 1_000_000].map((levels) => say('status.mapped', { levels })),
        expected,
      )
    })

  it('goes by `count` before any other figure, and without a figure is that for many', () => {
    const say = sayFrom({ a: { b_one: '__rows__ of one', b_other: '__rows__ of __count__' } })
    assert.equal(say('a.b', { rows: 7, count: 1 }), '7 of one')
    assert.equal(say('a.b', { rows: 1, count: 7 }), '1 of 7')
    assert.equal(say('a.b', { rows: 'some', count: 'many' }), 'some of many')
  })

  it('is said in the plural of the language that it stands in', () => {
    const say = sayFrom({ language: 'ja' }, { language: 'en-US', a: { b_one: 'one', b_other: 'more' } })
    assert.equal(say('a.b', { count: 1 }), 'one')
  })
})
