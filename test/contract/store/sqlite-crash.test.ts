import assert from 'node:assert/strict'
import { openSqliteStore } from '../../../src/adapters/store/sqlite/open-sqlite-store.ts'
import type { StoreTables } from '../../../src/ports/store/store.ts'
import { startChild } from './child-process.ts'
import { location, waiting } from './example.ts'
import { inFolder, stillClock } from './store-folder.ts'

/** After how many acknowledgements each process is killed. */
const LIVES = [1, 7, 40, 150, 333]

interface Acknowledged {
  readonly number: number
  readonly asOf: number
}

describe('SQLite store whose process is killed', () => {
  it('has everything it acknowledged, nothing by halves, and goes on counting', async function () {
    this.timeout(60_000)
    await inFolder(async (file) => {
      const acknowledged: Acknowledged[] = []
      let highest = 0
      for (const acknowledgements of LIVES) {
        const before = highest
        const life = await oneLife(file, before, acknowledgements)
        acknowledged.push(...life)
        const store = await openSqliteStore(file, { clock: stillClock })
        const drawn = await store.transaction(async (tables) => {
          for (const { number } of acknowledged) assert.ok(await isWhole(tables, number), `transaction ${number} is lost`)
          highest = Math.max(...acknowledged.map(({ number }) => number))
          // Up to five were on their way when the process died; each of them is there as a whole or not at all.
          for (let number = before + 1; number <= highest + 5; number++) await isWhole(tables, number)
          return await tables.nextAsOf()
        })
        await store.close()
        highest += 5
        assert.ok(drawn > Math.max(...acknowledged.map(({ asOf }) => asOf)))
        acknowledged.push({ number: life[0]?.number ?? 0, asOf: drawn })
      }
      assert.ok(acknowledged.length > LIVES.reduce((a, b) => a + b))
      assert.equal(new Set(acknowledged.map(({ asOf }) => asOf)).size, acknowledged.length)
    })
  })
})

/** Lets a process write until it has acknowledged so many transactions, and kills it. */
async function oneLife(file: string, firstNumber: number, acknowledgements: number): Promise<Acknowledged[]> {
  const child = startChild('writing-child.ts', file, String(firstNumber))
  const heard: Acknowledged[] = []
  for await (const line of child.lines) {
    const [number, asOf] = line.split(' ').map(Number)
    if (number !== undefined && asOf !== undefined) heard.push({ number, asOf })
    if (heard.length === acknowledgements) await child.kill()
  }
  assert.ok(heard.length >= acknowledgements, `the process ended after ${heard.length} acknowledgements`)
  return heard
}

/** True when all of a transaction is there, false when nothing is; fails for anything between. */
async function isWhole(tables: StoreTables, number: number): Promise<boolean> {
  const levels = [1, 2, 3].map((place) => waiting(number, number, { locationId: location(place) }))
  const parts = [
    await tables.cursors.get(`first half of ${number}`),
    ...(await tables.levels.get(levels)),
    await tables.cursors.get(`second half of ${number}`),
  ]
  const there = parts.filter((part) => part !== null).length
  assert.ok(there === 0 || there === parts.length, `transaction ${number} is there by halves`)
  return there > 0
}
