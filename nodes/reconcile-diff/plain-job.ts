import { heldUnits } from '../../src/rules/delivery/holds.ts'
import { holdsOfPools } from '../../src/engine/delivery/pools.ts'
import type { LinkedLevelLine } from '../../src/base/messages/level.ts'
import type { ReportLine } from '../../src/base/messages/report.ts'
import { diffLevels } from '../../src/rules/reconcile/diff.ts'
import { countReport, type ReportSummary } from '../../src/rules/reconcile/report-summary.ts'
import type { Tolerance } from '../../src/rules/reconcile/compare-level.ts'
import type { Shopify } from '../../src/ports/shopify/shopify.ts'
import type { Store } from '../../src/ports/store/store.ts'
import type { Say } from '../../src/base/text/say.ts'
import { inParts } from '../kit/in-slices.ts'

/** Items that are compared in one go: all locations of an item together, because its likely cause looks at them all. */
const itemsAtOnce = 500

/** What was found of the levels of one message. */
export interface Compared {
  readonly report: readonly ReportLine[]
  readonly summary: ReportSummary
  readonly differing: readonly LinkedLevelLine[]
}

/** Compares levels with what Shopify shows now, once, and stores nothing. */
export async function compareNow(
  shopify: Shopify,
  store: Store,
  lines: readonly LinkedLevelLine[],
  tolerance: Tolerance,
  say: Say,
): Promise<Compared> {
  const items = [...Map.groupBy(lines, (line) => line.shopify.inventoryItemId).values()]
  const counter = countReport()
  const byLine = new Map<LinkedLevelLine, ReportLine>()
  await inParts(items, itemsAtOnce, async (part) => {
    const some = part.flat()
    const readings = await shopify.readLevels(some.map(({ shopify: { inventoryItemId, locationId } }) => ({ inventoryItemId, locationId })))
    const found = diffLevels(some, readings, say, { tolerance, held: await holdsOf(store, some) })
    counter.add(found)
    some.forEach((line, index) => found[index] && byLine.set(line, found[index]))
  })
  const report = lines.flatMap((line) => byLine.get(line) ?? [])
  const differing = lines.filter((_, index) => !['matched', 'tolerated'].includes(report[index]?.outcome ?? 'matched'))
  return { report, summary: counter.summary(), differing }
}

async function holdsOf(store: Store, lines: readonly LinkedLevelLine[]): Promise<(line: LinkedLevelLine) => number> {
  const pools = lines.map(({ pool }) => pool)
  const ofPool = await store.transaction((tables) => holdsOfPools(tables, pools))
  return (line) => heldUnits(ofPool(line.pool), line.asOf)
}
