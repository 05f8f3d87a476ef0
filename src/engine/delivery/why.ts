import type { AuditEntry } from '../../ports/store/audit-entry.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey, LevelRecord } from '../../ports/store/level-record.ts'
import type { StoreTables, Store } from '../../ports/store/store.ts'
import { traceStep } from '../../base/messages/trace-step.ts'
import type { TraceStep } from '../../base/messages/trace.ts'
import { holdsOfPools, salesElsewhere, unitsOf, unprovedSales } from './pools.ts'
import { levelName } from '../../rules/delivery/level-key.ts'
import { defaultDeliveryOptions, type DeliveryOptions } from '../../rules/delivery/options.ts'
import { stockOf } from '../../rules/map/pool.ts'
import { activeHolds, heldUnits } from '../../rules/delivery/holds.ts'
import { sumSteps, targetOf } from '../../rules/delivery/target.ts'
import { readBreaker } from './breaker-state.ts'
import { freezeOf } from './freeze.ts'

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

/** Levels that are looked through in one transaction, so that nobody waits long for the store. */
const atOnce = 500

/**
 * "Why is this number?" for every level of a SKU (requirement 4.5), or for the one at a Shopify location, which may be
 * named by its name or its id. Empty when no picture of that SKU was ever accepted.
 */
export async function whySku(
  store: Store,
  shop: string,
  sku: string,
  location: string | null,
  options: DeliveryOptions = defaultDeliveryOptions,
): Promise<Why[]> {
  const answers: Why[] = []
  for (const key of await levelsOf(store, shop, sku, location))
    answers.push(await store.transaction((tables) => whyLevel(tables, key, options)))
  return answers
}

async function levelsOf(store: Store, shop: string, sku: string, location: string | null): Promise<LevelKey[]> {
  const found: LevelKey[] = []
  let after: LevelKey | null = null
  do {
    const from: LevelKey | null = after
    const page: LevelRecord[] = await store.transaction((tables) => tables.levels.page(shop, from, atOnce))
    found.push(...page.filter((record) => isAsked(record, sku, location)))
    after = page.length < atOnce ? null : (page.at(-1) ?? null)
  } while (after !== null)
  return found
}

function isAsked({ wanted, locationId }: LevelRecord, sku: string, location: string | null): boolean {
  if (wanted === null || (wanted.shopify.sku !== sku && wanted.odoo.sku !== sku)) return false
  return location === null || location === locationId || location === wanted.shopify.location
}

/** What keeps a level that waits from being written until a person decides; null when nothing does. */
export async function stopOf(tables: StoreTables, { shop, locationId, wanted }: LevelRecord): Promise<TraceStep | null> {
  const by = 'shopify-inventory-set'
  const freeze = await freezeOf(tables, shop)
  if (freeze !== null) {
    const values = { at: new Date(freeze.at).toISOString(), note: freeze.note === '' ? '–' : freeze.note }
    return traceStep(by, freeze.first ? 'state-frozen-first' : 'state-frozen', values)
  }
  const { trippedAt, approvedAsOf } = await readBreaker(tables, shop, locationId)
  if (trippedAt === null || wanted === null || wanted.asOf <= approvedAsOf) return null
  return traceStep(by, 'state-stopped', { location: wanted.shopify.location, at: new Date(trippedAt).toISOString() })
}
