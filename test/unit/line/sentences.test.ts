import assert from 'node:assert/strict'
import { errorCodes } from '../../../src/base/error/catalogue.ts'
import { problemOf } from '../../../src/base/messages/violation.ts'
import type { TextCatalogue } from '../../../src/base/text/catalogue.ts'
import { english, german, inWords, sentences } from '../../support/english.ts'

function flat(catalogue: TextCatalogue, before = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${before}${key}`, value]] : flat(value, `${before}${key}.`),
  )
}

const placeholders = (sentence: string): string[] => [...new Set(sentence.match(/__\w+?__/g) ?? [])].toSorted()

describe('sentences of the domain', () => {
  const en = new Map(flat(sentences('en-US')))
  const de = new Map(flat(sentences('de')))

  it('exist in both languages, in the same order', () => {
    assert.deepEqual([...de.keys()], [...en.keys()])
  })

  it('name the same values in both languages', () => {
    for (const [key, sentence] of en) {
      // A cure may put a name where the other language needs none; the fact itself may not differ.
      assert.deepEqual(placeholders(de.get(key) ?? ''), placeholders(sentence), key)
    }
  })

  it('give every error code a text and a cure, in the order of the catalogue', () => {
    const keys = [...new Set([...en.keys()].flatMap((key) => (key.startsWith('error.') ? key.replace(/_(one|other)$/, '') : [])))]
    assert.deepEqual(
      keys,
      errorCodes.flatMap((code) => [`error.${code}.text`, `error.${code}.cure`]),
    )
  })

  it('are there for everything that does not fit', () => {
    const violations = [
      { keyword: 'required', params: {} },
      { keyword: 'unsafe', params: {} },
      { keyword: 'type', params: { type: ['integer', 'null'] } },
      { keyword: 'enum', params: { allowedValues: ['a', 'b'] } },
      { keyword: 'const', params: { allowedValue: 'a' } },
      { keyword: 'pattern', params: { pattern: '^x$' } },
      { keyword: 'format', params: {} },
      { keyword: 'minimum', params: { limit: 0 } },
      { keyword: 'maximum', params: { limit: 100 } },
      { keyword: 'minLength', params: {} },
      { keyword: 'maxLength', params: { limit: 9 } },
      { keyword: 'additionalProperties', params: { additionalProperty: 'x' } },
      { keyword: 'anyOf', params: {} },
    ]
    for (const { keyword, params } of violations) {
      const violation = { instancePath: '', keyword, params }
      for (const say of [english, german]) assert.doesNotMatch(inWords(problemOf(violation), say), /finding|__/, keyword)
    }
  })
})
