import { errorCatalogue, errorCodes } from '../../base/error/catalogue.ts'
import type { CauseClass } from '../../base/error/cause-class.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { stoppedAt } from '../delivery/breaker-state.ts'
import { isFrozen } from '../delivery/freeze.ts'
import { holdsOfPools, saleAt, salesByStock, unitsOf, unprovedSales } from '../delivery/pools.ts'
import { levelName } from '../../rules/delivery/level-key.ts'
import { withoutWords } from '../../base/messages/trace-step.ts'
import { sumSteps } from '../../rules/delivery/target.ts'
import type { LinkedLevelLine } from '../../base/messages/level.ts'
import type { ReportOutcome } from '../../base/messages/report.ts'
import { stockOf } from '../../rules/map/pool.ts'
import type { LevelReading } from '../../ports/shopify/shopify.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey, LevelRecord } from '../../ports/store/level-record.ts'
import type { PlanLine, PlanRecord } from '../../ports/store/plan-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { compareLevel, shownOf } from '../../rules/reconcile/compare-level.ts'
import { wantedEverywhere } from '../../rules/reconcile/diff.ts'
import { expectedLevel, type ExpectedLevel } from '../../rules/reconcile/expected-level.ts'
import { evidenceOf } from '../../rules/reconcile/report-line.ts'
import type { ReconcilePorts } from './ports.ts'

/** Lines that are compared in one go; between two the event loop is free. */
const linesAtOnce = 250

/** A level as it was found; `moving`: the delivery is just changing it, or is about to. */
export interface Looked {
  readonly line: PlanLine
  readonly moving: boolean
}

interface Sight {
  readonly key: LevelKey
  readonly line: LinkedLevelLine
  readonly reading: LevelReading | undefined
  readonly record: LevelRecord | null
  readonly expected: ExpectedLevel
  readonly moving: boolean
  /** Waits at a location where the circuit breaker has stopped the writes. */
  readonly stopped: boolean
}

/** What may be put right by writing, where another number is right. */
const correctable: ReadonlySet<ReportOutcome> = new Set(['differing', 'oversell-risk', 'suppressed', 'below-zero'])

/** Whether a finding is worth a second look before it is reported. */
export function needsSecondLook({ outcome }: PlanLine): boolean {
  return correctable.has(outcome) || outcome === 'held'
}

/** The state of a line that was looked at for the last time. */
export function provenState({ outcome, shown, wanted }: PlanLine): 'planned' | 'noted' {
  return correctable.has(outcome) && shown !== wanted ? 'planned' : 'noted'
}

/**
 * Reads levels from Shopify and compares them with what the delivery would make of their lines. Every line comes back, in
 * the same order; one whose quantity or place in the order of readings makes no sense is `unread`. Nothing is stored.
 */
export async function lookAt(ports: ReconcilePorts, plan: PlanRecord, lines: readonly LinkedLevelLine[]): Promise<Looked[]> {
  if (lines.length === 0) return []
  const readings = await ports.shopify.readLevels(lines.map(({ shopify }) => shopify))
  const shownAt = ports.clock.now()
  const sights: Sight[] = []
  for (let start = 0, end = 0; start < lines.length; start = end) {
    end = endOfProduct(lines, Math.min(lines.length, start + linesAtOnce))
    sights.push(...(await sightsOf(ports, lines.slice(start, end), readings.slice(start, end))))
  }
  const sums = wantedEverywhere(sights.map(({ key, expected }) => [key.inventoryItemId, expected.wanted]))
  return sights.map((sight) => ({ line: planLineOf(ports, plan, sight, sums, shownAt), moving: sight.moving }))
}

/** Levels of one product are compared together, because they may sell the same stock. */
function endOfProduct(lines: readonly LinkedLevelLine[], from: number): number {
  let end = from
  while (end < lines.length && lines[end]?.odoo.productId === lines[end - 1]?.odoo.productId) end++
  return end
}

async function sightsOf(ports: ReconcilePorts, lines: readonly LinkedLevelLine[], readings: readonly LevelReading[]): Promise<Sight[]> {
  const { shop } = ports.shopify
  const keys = lines.map(({ shopify }): LevelKey => ({ shop, inventoryItemId: shopify.inventoryItemId, locationId: shopify.locationId }))
  const orders = ports.delivery()?.options.orders ?? 'unnamed'
  return await ports.store.transaction(async (tables) => {
    const { records, beside } = await levelsAround(tables, keys, lines)
    const frozen = await isFrozen(tables, shop)
    const stops = new Set((await stoppedAt(tables, shop)).map(({ locationId }) => locationId))
    const now = ports.clock.now()
    const last = await tables.lastAsOf()
    const holdsOf = await holdsOfPools(
      tables,
      lines.map(({ pool }) => pool),
    )
    const expectAll = (elsewhere: (key: LevelKey, pool: string) => number): (ExpectedLevel | null)[] =>
      lines.map((line, place) => {
        const key = keys[place]
        const own = holdsOf(line.pool)
        return key === undefined || line.asOf > last
          ? null
          : expectedAt(key, line, readings[place], records[place] ?? null, own, orders, elsewhere(key, line.pool))
      })
    const alone = expectAll(() => 0)
    // What one level was seen to sell is kept back at the others too, as the delivery does it: also by levels of other shops.
    const seen = keys.flatMap((key, place) => saleAt(key, lines[place]?.pool, alone[place]?.sold ?? 0))
    const sales = [...seen, ...unprovedSales(beside, holdsOf, { orders, editPolicy: 'overwrite', firstWrite: 'compare' })]
    const elsewhere = salesByStock(sales)
    const expectations = sales.length === 0 ? alone : expectAll((key, pool) => unitsOf(elsewhere(key, pool)))
    return lines.flatMap((line, place): Sight[] => {
      const [key, reading, record = null, expected = null] = [keys[place], readings[place], records[place], expectations[place]]
      if (key === undefined) return []
      const stopped = record?.state === 'waiting' && stops.has(key.locationId)
      const moving = record?.state === 'sending' || (record?.state === 'waiting' && record.due <= now && !frozen && !stopped)
      const sight = { key, line, record, moving, stopped }
      return [expected === null ? { ...sight, reading: undefined, expected: nothing } : { ...sight, reading, expected }]
    })
  })
}

/** The levels of these lines, and those beside them that may sell the same units, at other locations and in other shops. */
async function levelsAround(
  tables: StoreTables,
  keys: readonly LevelKey[],
  lines: readonly LinkedLevelLine[],
): Promise<{ records: (LevelRecord | null)[]; beside: LevelRecord[] }> {
  const ofStocks = await tables.levels.ofStocks([...new Set(lines.map(({ pool }) => stockOf(pool)))])
  const known = new Map<string, LevelRecord | null>(ofStocks.map((record) => [levelName(record), record]))
  const names = new Set(keys.map(levelName))
  // A level may not have been asked for yet, or from another stock.
  const missing = keys.filter((key) => !known.has(levelName(key)))
  const found = await tables.levels.get(missing)
  missing.forEach((key, place) => known.set(levelName(key), found[place] ?? null))
  return {
    records: keys.map((key) => known.get(levelName(key)) ?? null),
    beside: ofStocks.filter((record) => !names.has(levelName(record))),
  }
}

const nothing: ExpectedLevel = { wanted: 0, sold: 0 }

/** Null for a quantity that makes no sense: the delivery would refuse it. */
function expectedAt(
  key: LevelKey,
  line: LinkedLevelLine,
  reading: LevelReading | undefined,
  record: LevelRecord | null,
  holds: readonly Hold[],
  orders: 'named' | 'unnamed',
  elsewhere: number,
): ExpectedLevel | null {
  try {
    return expectedLevel(key, line, shownOf(line, reading) ?? 0, record, holds, orders, elsewhere)
  } catch (error) {
    if (error instanceof SyncError && error.code === 'QUANTITY_INVALID') return null
    throw error
  }
}

function planLineOf(
  ports: ReconcilePorts,
  plan: PlanRecord,
  { key, line, reading, record, expected, stopped }: Sight,
  sums: ReadonlyMap<string, number>,
  shownAt: number,
): PlanLine {
  const everywhere = sums.get(key.inventoryItemId)
  const lastWritten = record?.confirmed?.quantity
  const failure = failureClass(record)
  const pair = {
    line,
    reading,
    wanted: expected.wanted,
    sold: expected.sold > 0,
    stopped,
    ...(everywhere === undefined ? {} : { wantedEverywhere: everywhere }),
    ...(lastWritten === undefined ? {} : { lastWritten }),
    ...(failure === undefined ? {} : { failure }),
  }
  const { outcome, wanted, shown, likely } = compareLevel(pair, ports.tolerance)
  return {
    plan: plan.id,
    ...key,
    state: 'unproven',
    outcome,
    cause: likely?.cause ?? null,
    evidence: evidenceOf(likely, line),
    wanted,
    shown,
    shownAt,
    looks: 1,
    line: { ...line, trace: withoutWords(line.trace) },
    ...(expected.sum === undefined ? {} : { sum: sumSteps(expected.sum, line.shopify.location) }),
    replaced: null,
    written: null,
    note: null,
  }
}

function failureClass(record: LevelRecord | null): CauseClass | undefined {
  const code = record?.state === 'failed' ? errorCodes.find((known) => known === record.failure) : undefined
  return code === undefined ? undefined : errorCatalogue[code].class
}

/** Whether two looks at a level saw the same. */
export function sameSight(one: PlanLine, other: PlanLine): boolean {
  return one.outcome === other.outcome && one.wanted === other.wanted && one.shown === other.shown
}

/** The name of a line's level. */
export const lineName = (line: LevelKey): string => levelName(line)
