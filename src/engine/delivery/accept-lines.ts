import type { LinkedLevelLine } from '../../base/messages/level.ts'
import { stockOf } from '../../rules/map/pool.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelRecord } from '../../ports/store/level-record.ts'
import { acceptWanted, newLevel } from '../../rules/delivery/accept.ts'
import { reservedEntry, storeHolds, whenStockComes } from './end-holds.ts'
import { keepTime } from './keep-time.ts'
import { levelPool } from '../../rules/delivery/level-key.ts'
import { movePools, type PoolMove } from './move-pools.ts'
import { withoutForeignReading } from '../../rules/delivery/foreign-reading.ts'
import { newestLines, type WantedLevel } from './newest-lines.ts'
import { transact } from './outcome.ts'
import type { DeliveryPorts } from './ports.ts'
import { ofPool } from './stock-holds.ts'
import { wakePools } from './wake-pools.ts'

/** Lines that one transaction takes; more are taken in several, so that the event loop stays free. */
const linesAtOnce = 500

/** What became of accepted lines. */
export interface AcceptCount {
  accepted: number
  older: number
  refused: number
}

/**
 * Stores what the lines want; `via` names the node that hears what becomes of them. When the promise resolves, it
 * survives a power cut (requirement 7.1). A line that cannot be stored makes a failed job and does not stop the others.
 */
export async function acceptLines(ports: DeliveryPorts, lines: readonly LinkedLevelLine[], via: string): Promise<AcceptCount> {
  const count: AcceptCount = { accepted: 0, older: 0, refused: 0 }
  for (let start = 0; start < lines.length; start += linesAtOnce) {
    const part = await acceptSome(ports, lines.slice(start, start + linesAtOnce), via)
    count.accepted += part.accepted
    count.older += part.older
    count.refused += part.refused
  }
  return count
}

/** An older line moves nothing. */
function moveOf({ key, wanted }: WantedLevel, record: LevelRecord | null): PoolMove[] {
  const known = record?.wanted ?? null
  if (known !== null && wanted.asOf < known.asOf) return []
  return [{ key, from: known?.pool ?? levelPool(key), to: wanted.pool }]
}

async function acceptSome(ports: DeliveryPorts, lines: readonly LinkedLevelLine[], via: string): Promise<AcceptCount> {
  let count: AcceptCount = { accepted: 0, older: 0, refused: 0 }
  await transact(ports, async (tables, outcome) => {
    await keepTime(tables, ports)
    const now = ports.clock.now()
    const { newest, older, refused } = await newestLines(tables, outcome, ports, lines, via)
    count = { accepted: 0, older, refused }
    const last = await tables.lastAsOf()
    const records = (await tables.levels.get(newest.map(({ key }) => key))).map((record) => record && withoutForeignReading(record, last))
    const disturbed = await movePools(
      tables,
      newest.flatMap((level, index) => moveOf(level, records[index] ?? null)),
    )

    const holds = await tables.holds.ofStocks([...new Set(newest.map(({ wanted }) => stockOf(wanted.pool)))])
    const holdsOf = ofPool(holds)
    const changed: LevelRecord[] = []
    const changedHolds: Hold[] = []
    const begunAnew: Hold[] = []
    newest.forEach(({ key, wanted }, index) => {
      const record = records[index] ?? newLevel(key)
      const own = holdsOf(wanted.pool)
      const accepted = acceptWanted(record, wanted, own, ports.options.orders, now)
      if (accepted.outcome === 'older') count.older++
      else {
        count.accepted++
        changed.push(accepted.record)
        changedHolds.push(...accepted.holds)
        const left = own.map((hold) => accepted.holds.find(({ id }) => id === hold.id) ?? hold).filter(({ quantity }) => quantity > 0)
        begunAnew.push(...whenStockComes(record, wanted, left, now, ports.options.holdFor))
      }
    })
    await tables.levels.put(changed)
    await storeHolds(tables, [...changedHolds, ...begunAnew])
    outcome.audit.push(
      ...changedHolds.map((hold) =>
        reservedEntry(
          hold,
          now,
          holds.some(({ id }) => id === hold.id),
        ),
      ),
    )
    const over = holds.filter((hold) => hold.reservedAsOf !== null)
    await wakePools(tables, [...disturbed, ...[...changedHolds, ...over].map((hold) => hold.pool)], now, outcome.stirred)
  })
  return count
}
