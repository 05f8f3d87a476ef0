// Writes numbered transactions without end, several at a time, and says the number of each one that is durable.
import { openSqliteStore } from '../../../src/adapters/store/sqlite/open-sqlite-store.ts'
import { location, waiting } from './example.ts'
import { stillClock } from './store-folder.ts'

const store = await openSqliteStore(process.argv[2] ?? '', { clock: stillClock })
let number = Number(process.argv[3] ?? '0')

async function writer(): Promise<never> {
  for (;;) {
    const mine = ++number
    const asOf = await store.transaction(async (tables) => {
      await tables.cursors.put(`first half of ${mine}`, 'there')
      await tables.levels.put([1, 2, 3].map((place) => waiting(mine, mine, { locationId: location(place) })))
      const drawn = await tables.nextAsOf()
      await tables.cursors.put(`second half of ${mine}`, 'there')
      return drawn
    })
    process.stdout.write(`${mine} ${asOf}\n`)
  }
}

await Promise.all([writer(), writer(), writer(), writer(), writer()])
