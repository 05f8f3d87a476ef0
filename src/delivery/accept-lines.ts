import { SyncError } from '../error/sync-error.ts'
import type { LinkedLevelLine } from '../line/level.ts'
import { subjectOf } from '../line/subject-of.ts'
import type { Hold } from '../store/hold.ts'
import type { StoreTables } from '../store/store.ts'
import type { LevelKey, LevelRecord, Wanted } from '../store/level-record.ts'
import { acceptWanted, newLevel } from './accept.ts'
import { auditKey, holdsOf, storeHolds } from './end-holds.ts'
import { levelName, levelPool } from './level-key.ts'
import { transact } from './outcome.ts'
import type { DeliveryPorts } from './ports.ts'
import { refuseForeignDatabase } from './guard.ts'
import { wakePools } from './wake-pools.ts'
import { wantedOf } from './wanted-of.ts'

/** Lines that one transaction takes; more are taken in several, so that the event loop stays free. */
const linesAtOnce = 500

/** What became of accepted lines. */
export interface AcceptCount {
  accepted: number
  older: number
  refused: number
}

/**
 * Stores what the lines want; `via` names the node that hears what becomes of them. When the promise resolves, it survives a power cut (requirement 7.1). A line that cannot be
 * stored makes a failed job and does not stop the others.
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

async function acceptSome(ports: DeliveryPorts, lines: readonly LinkedLevelLine[], via: string): Promise<AcceptCount> {
  const { shop } = ports.shopify
  let count: AcceptCount = { accepted: 0, older: 0, refused: 0 }
  await transact(ports, async (tables, outcome) => {
    count = { accepted: 0, older: 0, refused: 0 }
    const now = ports.clock.now()
    const paired = new Set<string>()
    const wanted = new Map<string, { key: LevelKey; wanted: Wanted }>()
    for (const line of lines) {
      const key: LevelKey = { shop, inventoryItemId: line.shopify.inventoryItemId, locationId: line.shopify.locationId }
      const name = levelName(key)
      try {
        if (!paired.has(line.odoo.database)) {
          await refuseForeignDatabase(tables, shop, line.odoo.database)
          paired.add(line.odoo.database)
        }
        const next = wantedOf(line, via, now)
        const other = wanted.get(name)
        if (other === undefined || other.wanted.asOf <= next.asOf) wanted.set(name, { key, wanted: next })
        else count.older++
      } catch (error) {
        if (!(error instanceof SyncError)) throw error
        count.refused++
        outcome.fail(new SyncError(error.code, error.values, { subject: { ...subjectOf(line), shop } }), ports, via)
      }
    }

    const all = [...wanted.values()]
    const records = await tables.levels.get(all.map((entry) => entry.key))
    for (const [index, entry] of all.entries()) await movePool(tables, entry.key, records[index]?.wanted?.pool ?? levelPool(entry.key), entry.wanted.pool)
    const holds = groupByPool(await tables.holds.ofPools([...new Set(all.map((entry) => entry.wanted.pool))]))
    const changed: LevelRecord[] = []
    const changedHolds: Hold[] = []
    all.forEach((entry, index) => {
      const record = records[index] ?? newLevel(entry.key)
      const accepted = acceptWanted(record, entry.wanted, holds.get(entry.wanted.pool) ?? [], ports.options.orders, now)
      if (accepted.outcome === 'older') count.older++
      else {
        count.accepted++
        changed.push(accepted.record)
        changedHolds.push(...accepted.holds)
      }
    })
    await tables.levels.put(changed)
    await storeHolds(tables, changedHolds)
    const over = [...holds.values()].flat().filter((hold) => hold.reservedAsOf !== null)
    await wakePools(tables, [...changedHolds, ...over].map((hold) => hold.pool), now)
    if (changedHolds.length > 0) {
      for (const hold of changedHolds) {
        if (hold.quantity <= 0) outcome.audit.push({ ...auditKey(hold), at: now, what: 'hold-ended', note: 'reserved in Odoo' })
      }
    }
  })
  return count
}

/** Holds follow their level when the map gives it another pool, or its first one. */
async function movePool(tables: StoreTables, key: LevelKey, from: string, to: string): Promise<void> {
  if (from === to) return
  const holds = holdsOf(key, await tables.holds.ofPools([from]))
  if (holds.length > 0) await tables.holds.put(holds.map((hold) => ({ ...hold, pool: to })))
}

function groupByPool(holds: readonly Hold[]): Map<string, Hold[]> {
  const pools = new Map<string, Hold[]>()
  for (const hold of holds) {
    const pool = pools.get(hold.pool)
    if (pool === undefined) pools.set(hold.pool, [hold])
    else pool.push(hold)
  }
  return pools
}
