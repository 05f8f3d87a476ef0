import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

/**
 * Words that once were names here and that nobody outside would guess. In names of files and in identifiers they do not come back:
 * the word that is meant stands in the glossary.
 */
const privateWords = ['desk', 'workshop', 'bell', 'harvest', 'survey', 'wish', 'burst', 'offer']
const asPart = new RegExp(`^(?:${privateWords.join('|')})s?$`)

const sources = globSync(['src/**/*.{ts,js}', 'nodes/**/*.ts', 'sandbox/**/*.ts', 'scripts/*.mjs']).toSorted()

/** The words of a name: `retryBell`, `retry-bell` and `retry_bell` have two. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
}

/** What a source declares: constants, functions, classes, types and fields of interfaces. */
function declaredIn(source: string): string[] {
  const named =
    /(?:\b(?:const|let|function|class|interface|type)|^\s*(?:readonly|#|get|set)|\bimport)\s+(?:type\s+)?\{?\s*#?([A-Za-z]\w*)/gm
  return Array.from(source.matchAll(named), ([, name = '']) => name)
}

describe('the glossary', () => {
  const lines = readFileSync('docs/glossary.md', 'utf8').split('\n')
  const terms = lines.filter((line) => line.startsWith('| ')).slice(2)

  it('has each word once, in the order of the alphabet, with one line of meaning', () => {
    const words = terms.map((line) => line.split(' | ')[0]?.slice(2).toLowerCase() ?? '')
    assert.deepEqual(
      words,
      [...new Set(words)].toSorted((one, other) => (one < other ? -1 : 1)),
    )
    for (const line of terms) assert.match(line, /^\| [^|]+ \| [A-Z\d][^|]+\. \|$/)
  })

  it('has no word that it replaced in names of files', () => {
    assert.deepEqual(
      sources.filter((file) => wordsOf(basename(file)).some((word) => asPart.test(word))),
      [],
    )
  })

  it('has no word that it replaced in names of the code', () => {
    const found = sources.flatMap((file) =>
      declaredIn(readFileSync(file, 'utf8')).flatMap((name) =>
        wordsOf(name).some((word) => asPart.test(word)) ? [`${file}: ${name}`] : [],
      ),
    )
    assert.deepEqual(found, [])
  })
})
