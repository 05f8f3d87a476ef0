import { withLines, noCounts } from '../../../src/rules/reconcile/report-summary.ts'
import type { PlanLine, PlanRecord } from '../../../src/ports/store/plan-record.ts'
import type { RunRecord } from '../../../src/ports/store/run-record.ts'
import type { Store } from '../../../src/ports/store/store.ts'
import { lineOf } from './line-of.ts'

const readAt = '2026-11-20T02:00:05.000Z'
export const madeAt = Date.parse('2026-11-20T02:00:00.000Z')

const plan: PlanRecord = {
  id: '0e6f0c9e-plan',
  shop: 'harbour-outdoor.myshopify.com',
  createdAt: madeAt,
  state: 'ready',
  scope: {},
  dryRun: true,
  counts: noCounts,
}

export const reportRun: RunRecord = {
  id: 'run-1',
  shop: plan.shop,
  node: 'reconcile',
  plan: plan.id,
  kind: 'compare',
  way: 'now',
  state: 'done',
  cursor: { phase: 'looks', after: 0 },
  done: 1,
  total: 1,
  startedAt: madeAt,
  worked: 1000,
  endedAt: madeAt + 61_000,
  failure: null,
}

/** A line of the plan as a comparison leaves it: product, location, what is wanted and what Shopify shows. */
export function planLine(product: number, location: number, wanted: number, shown: number | null, rest: Partial<PlanLine> = {}): PlanLine {
  const inventoryItemId = `gid://shopify/InventoryItem/${product}`
  const line = lineOf({ product, location }, inventoryItemId, wanted, 1, readAt)
  const trace = [{ by: 'location-map', code: 'free-at', text: `free ${wanted} at WH${location}/Stock` }]
  return {
    plan: plan.id,
    shop: plan.shop,
    inventoryItemId,
    locationId: line.shopify.locationId,
    state: 'planned',
    outcome: 'differing',
    cause: null,
    evidence: '',
    wanted,
    shown,
    shownAt: madeAt + 5000,
    looks: 2,
    line: { ...line, trace },
    replaced: null,
    written: null,
    note: null,
    ...rest,
  }
}

/** Stores a plan with these lines, beside so many levels that match; gives the plan. */
export async function storedPlan(
  store: Store,
  lines: readonly PlanLine[],
  matched = 0,
  changes: Partial<PlanRecord> = {},
): Promise<PlanRecord> {
  const counts = withLines({ ...noCounts, levels: matched, outcomes: { matched } }, lines)
  const stored = { ...plan, counts, ...changes }
  await store.transaction(async (tables) => {
    await tables.plans.put(stored)
    await tables.plans.putLines(lines)
  })
  return stored
}
