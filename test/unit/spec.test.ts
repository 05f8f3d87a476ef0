import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { levelTransitions } from '../../src/delivery/level-machine.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const spec = readFileSync(`${root}SPEC.md`, 'utf8')

/** The cells of every table row of SPEC.md. */
const rows = spec
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )

describe('SPEC.md', () => {
  it('has the transition table of the code, to the cell', () => {
    const heading = rows.find((row) => row[0] === 'state' && row.length === 8)
    assert.ok(heading)
    for (const [state, events] of Object.entries(levelTransitions)) {
      const row = rows.find((cells) => cells[0] === state && cells.length === 8)
      assert.ok(row, `no row for ${state}`)
      for (const [event, next] of Object.entries(events)) assert.equal(row[heading.indexOf(event)], next, `${state} on ${event}`)
    }
  })

  it('names for every invariant a test that exists', () => {
    const sources = globSync('test/**/*.ts', { cwd: root }).map((file) => readFileSync(`${root}${file}`, 'utf8'))
    const invariants = rows.filter(([number]) => /^I\d+$/.test(number ?? ''))
    assert.ok(invariants.length > 0)
    for (const [number, , enforced] of invariants) {
      const title = /^`(.+)`$/.exec(enforced ?? '')?.[1]
      assert.ok(title, `${number} names no test`)
      assert.ok(
        sources.some((source) => source.includes(title)),
        `${number}: no test is called "${title}"`,
      )
    }
  })

  it('numbers its invariants without gaps', () => {
    const numbers = rows.flatMap(([number]) => (/^I\d+$/.test(number ?? '') ? [Number(number?.slice(1))] : []))
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    )
  })
})
