import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { levelTransitions } from '../../src/rules/delivery/level-machine.ts'
import { planLineTransitions, planTransitions, runTransitions } from '../../src/engine/reconcile/reconcile-machine.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const spec = readFileSync(`${root}SPEC.md`, 'utf8')

/** The cells of the table between two marks, without its heading and the line below that. */
function table(mark: string): { heading: string[]; rows: string[][] } {
  const between = spec.split(`<!-- ${mark} -->`)[1]?.split(`<!-- /${mark} -->`)[0] ?? ''
  const lines = between.split('\n').filter((line) => line.startsWith('|'))
  const [heading = [], , ...rows] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  assert.ok(rows.length > 0, `SPEC.md has a table of ${mark}`)
  return { heading, rows }
}

const word = (cell: string): string => cell.replaceAll('`', '')

/** Whether a test with this title, or one whose title begins like this, stands in the file. */
function hasTest(file: string, title: string): boolean {
  const text = readFileSync(root + file, 'utf8').replaceAll("\\'", "'")
  return [...text.matchAll(/\bit\(\s*(['"`])/g)].some((match) => {
    const begin = (match.index ?? 0) + match[0].length
    return text.startsWith(title, begin)
  })
}

describe('SPEC.md', () => {
  it('has the transitions of the code, all of them', () => {
    const { heading, rows } = table('transitions')
    const written = Object.fromEntries(
      rows.map(([state = '', ...cells]) => [
        word(state),
        Object.fromEntries(cells.map((cell, at) => [word(heading[at + 1] ?? ''), cell === '–' ? 'impossible' : word(cell)])),
      ]),
    )
    assert.deepEqual(written, levelTransitions)
  })

  for (const [mark, machine] of [
    ['runs', runTransitions],
    ['plans', planTransitions],
    ['plan-lines', planLineTransitions],
  ] as const) {
    it(`has what every state of ${mark} of reconciliation may become`, () => {
      const { rows } = table(mark)
      const written = rows.map(([state = '', , becomes = '']) => [word(state), [...becomes.matchAll(/`([^`]+)`/g)].map((one) => one[1])])
      assert.deepEqual(Object.fromEntries(written), machine)
    })
  }

  it('explains every state and every event', () => {
    for (const [state, events] of Object.entries(levelTransitions)) {
      assert.match(spec, new RegExp(`^\\| \`${state}\` \\| [A-Z]`, 'm'))
      for (const event of Object.keys(events)) assert.match(spec, new RegExp(`^\\| \`${event}\` \\| [A-Z]`, 'm'))
    }
  })

  it('numbers its invariants one after another, each with a test that exists', () => {
    const { rows } = table('invariants')
    let last = 0
    for (const [number = '', invariant = '', file = '', title = ''] of rows) {
      const place = Number(/^I(\d+)$/.exec(number)?.[1])
      assert.ok(invariant === '' ? place === last : place === last + 1, number)
      last = place
      assert.ok(existsSync(root + file), `${number}: ${file} is gone`)
      assert.ok(hasTest(file, title), `${number}: no test "${title}" in ${file}`)
    }
  })

  it('names tests that exist for what cannot be known', () => {
    const quoted = [...spec.matchAll(/Kept as a test: "([^"]+)"/g)].map((match) => (match[1] ?? '').replaceAll('\n', ' '))
    assert.equal(quoted.length, 3)
    const files = ['test/unit/delivery/unnamed-holds.test.ts', 'test/unit/delivery/lost-answer.test.ts']
    for (const title of quoted)
      assert.ok(
        files.some((file) => hasTest(file, title.replaceAll(/\s+/g, ' '))),
        title,
      )
  })

  it('refers only to files that are there', () => {
    for (const [, file] of spec.matchAll(/\]\(([^)#]+)\)/g)) assert.ok(existsSync(root + (file ?? '')), file)
  })
})
