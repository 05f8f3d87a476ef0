import type { LinkedLevelLine } from '../../base/messages/level.ts'
import { stockOf } from '../../rules/map/pool.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelRecord, LevelKey, Wanted } from '../../ports/store/level-record.ts'
import { acceptWanted, newLevel } from '../../rules/delivery/accept.ts'
import { reservedEntry, storeHolds, whenStockComes } from './end-holds.ts'
import { keepTime } from './keep-time.ts'
import { levelPool, levelName } from '../../rules/delivery/level-key.ts'
import { movePools, type PoolMove, ofPool, wakePools } from './pools.ts'
import { withoutForeignReading, refuseForeignReading, wantedOf } from '../../rules/delivery/wanted.ts'
import { transact, type Outcome } from './outcome.ts'
import type { DeliveryPorts } from './ports.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { subjectOf } from '../../base/messages/subject-of.ts'
import { sentence } from '../../base/text/say.ts'
import type { StoreTables } from '../../ports/store/store.ts'

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

/** What one level is to show, as the newest of some lines has it. */
export interface WantedLevel {
  readonly key: LevelKey
  readonly wanted: Wanted
}

export interface NewestLines {
  readonly newest: readonly WantedLevel[]
  /** Lines that another line about the same level outdates. */
  readonly older: number
  /** Lines that became failed jobs. */
  readonly refused: number
}

/** Takes the newest line of each level. A line that cannot be used becomes a failed job and does not stop the others. */
export async function newestLines(
  tables: StoreTables,
  outcome: Outcome,
  ports: DeliveryPorts,
  lines: readonly LinkedLevelLine[],
  via: string,
): Promise<NewestLines> {
  const { shop } = ports.shopify
  const now = ports.clock.now()
  const last = await tables.lastAsOf()
  const paired = new Set<string>()
  const foreign = new Set<string>()
  const newest = new Map<string, WantedLevel>()
  let older = 0
  let refused = 0
  for (const line of lines) {
    try {
      refuseOtherShop(line, ports)
      refuseForeignReading(line, last)
      if (!paired.has(line.odoo.database)) await refuseForeignDatabase(tables, shop, line.odoo.database)
      paired.add(line.odoo.database)
      const wanted = wantedOf(line, via, now)
      const key: LevelKey = { shop, inventoryItemId: line.shopify.inventoryItemId, locationId: line.shopify.locationId }
      const name = levelName(key)
      const other = newest.get(name)
      if (other !== undefined) older++
      if (other === undefined || other.wanted.asOf <= wanted.asOf) newest.set(name, { key, wanted })
    } catch (error) {
      if (!(error instanceof SyncError)) throw error
      const { database } = line.odoo
      if (error.code === 'GUARD_PAIR_CHANGED' && !foreign.has(database)) {
        outcome.audit.push({ at: now, shop, what: 'guard-refused', note: database })
        foreign.add(database)
      }
      refused++
      outcome.fail(new SyncError(error.code, error.values, { subject: { ...subjectOf(line), shop } }), ports, via)
    }
  }
  return { newest: [...newest.values()], older, refused }
}

/** A line that was linked for another shop came over a wrong wire. Throws MESSAGE_MALFORMED. */
function refuseOtherShop({ shopify }: LinkedLevelLine, { shopify: { shop } }: DeliveryPorts): void {
  if (shopify.shop === undefined || shopify.shop === shop) return
  throw new SyncError('MESSAGE_MALFORMED', { field: 'shopify.shop', problem: sentence('finding.field.enum', { allowed: shop }) })
}

const pairSwitch = (shop: string): string => `pair:${shop}`

/**
 * The environment guard (requirement 7.9): the first Odoo database that feeds a shop is remembered as its pair; lines of
 * any other are refused with GUARD_PAIR_CHANGED, so that a restored copy never writes.
 */
export async function refuseForeignDatabase(tables: StoreTables, shop: string, database: string): Promise<void> {
  const paired = await tables.switches.get(pairSwitch(shop))
  if (paired === null) await tables.switches.put(pairSwitch(shop), database)
  else if (paired !== database) throw new SyncError('GUARD_PAIR_CHANGED', { shop, paired, database })
}

/** Pairs a shop with another Odoo database, because a person said so. */
export async function pairWith(tables: StoreTables, shop: string, database: string, now: number): Promise<void> {
  await tables.switches.put(pairSwitch(shop), database)
  await tables.audit.add([{ at: now, shop, what: 'paired', note: database }])
}
