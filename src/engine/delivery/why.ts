import type { AuditEntry } from '../../ports/store/audit-entry.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey, LevelRecord } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { traceStep } from '../../base/messages/trace-step.ts'
import type { TraceStep } from '../../base/messages/trace.ts'
import { stopOf } from './why-stopped.ts'
import { holdsOfPools } from './stock-holds.ts'
import { levelName } from '../../rules/delivery/level-key.ts'
import { defaultDeliveryOptions, type DeliveryOptions } from '../../rules/delivery/options.ts'
import { salesElsewhere, unitsOf, unprovedSales } from './unproved-sales.ts'
import { stockOf } from '../../rules/map/pool.ts'
import { activeHolds, heldUnits } from '../../rules/delivery/active-holds.ts'
import { sumSteps } from '../../rules/delivery/level-sum.ts'
import { targetOf } from '../../rules/delivery/target.ts'

/** The answer to "why is this number?" (requirement 4.5). */
export interface Why {
  readonly level: LevelKey
  /** What is to be sold now: wanted minus held. Null when no picture was ever accepted. */
  readonly target: number | null
  readonly record: LevelRecord | null
  readonly holds: readonly Hold[]
  readonly trace: readonly TraceStep[]
  readonly audit: readonly AuditEntry[]
}

/**
 * Collects everything that is known about one level: the sum as steps, its holds, what it and levels that sell the same units
 * were seen to sell, and what was done to it. Whoever shows the steps puts them into words.
 */
export async function whyLevel(tables: StoreTables, key: LevelKey, options: DeliveryOptions = defaultDeliveryOptions): Promise<Why> {
  const [record = null] = await tables.levels.get([key])
  const audit = await tables.audit.of(key, 20)
  if (record === null || record.wanted === null) return { level: key, target: null, record, holds: [], trace: [], audit }

  const { wanted, confirmed } = record
  const holdsOf = await holdsOfPools(tables, [wanted.pool])
  const holds = activeHolds(holdsOf(wanted.pool), wanted.asOf)
  const sales = unprovedSales(await tables.levels.ofStocks([stockOf(wanted.pool)]), holdsOf, options)
  const sold = unitsOf(sales.filter(({ level }) => level === levelName(key)))
  const elsewhere = unitsOf(salesElsewhere(key, wanted.pool, sales))
  const shown = record.observed ?? confirmed
  const target = targetOf(wanted.quantity, heldUnits(holds, wanted.asOf) + sold + elsewhere, shown?.quantity ?? null)
  const by = 'shopify-inventory-set'
  const sum = { quantity: wanted.quantity, holds, sold, elsewhere, target }
  const trace = [...wanted.trace, ...sumSteps(sum, wanted.shopify.location)]
  if (confirmed !== null) trace.push(traceStep(by, 'confirmed', { quantity: confirmed.quantity, at: new Date(confirmed.at).toISOString() }))
  const stop = record.state === 'waiting' ? await stopOf(tables, record) : null
  if (stop !== null) trace.push(stop)
  else if (record.state !== 'settled') trace.push(traceStep(by, `state-${record.state}`, { failure: record.failure ?? '' }))
  return { level: key, target, record, holds, trace, audit }
}
