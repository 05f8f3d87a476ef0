// Opens a store, says so, and holds it until it is killed.
import { openSqliteStore } from '../../../src/adapters/store/sqlite/open-sqlite-store.ts'
import { stillClock } from './store-folder.ts'

await openSqliteStore(process.argv[2] ?? '', { clock: stillClock })
process.stdout.write('open\n')
setInterval(() => undefined, 60_000)
