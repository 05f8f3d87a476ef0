import type { LinkedLevelLine } from '../../base/messages/level.ts'
import type { ReportLine } from '../../base/messages/report.ts'
import { tidy } from '../../base/messages/tidy.ts'
import type { Say } from '../../base/text/say.ts'
import type { LevelAddress, LevelReading } from '../../ports/shopify/shopify.ts'
import { targetOf } from '../delivery/target.ts'
import { compareLevel, shownOf, type Tolerance } from './compare-level.ts'
import { reportLine } from './report-line.ts'

/** What a comparison takes into account beside the two quantities. */
export interface DiffOptions {
  readonly tolerance?: Tolerance
  /** Units sold in Shopify that Odoo has not reserved yet; they are taken off the wanted quantity. */
  readonly held?: (line: LinkedLevelLine) => number
  /** What we wrote to the level last, for the likely cause. */
  readonly lastWritten?: (line: LinkedLevelLine) => number | undefined
}

/**
 * Compares what Odoo wants with what Shopify shows, one report line per wanted level in the same order (requirement 8).
 * Give all locations of an item in one call where possible: the likely cause looks at them together.
 */
export function diffLevels(
  wanted: readonly LinkedLevelLine[],
  readings: readonly LevelReading[],
  say: Say,
  options: DiffOptions = {},
): ReportLine[] {
  const shown = new Map(readings.map((reading) => [addressKey(reading), reading]))
  const targets = wanted.map((line) => ({ line, target: targetOfLine(line, shownOf(line, shown.get(addressKey(line.shopify))), options) }))
  const sums = wantedEverywhere(targets.map(({ line, target }) => [line.shopify.inventoryItemId, target]))
  return targets.map(({ line, target }) => {
    const everywhere = sums.get(line.shopify.inventoryItemId)
    const lastWritten = options.lastWritten?.(line)
    const pair = {
      line,
      wanted: target,
      reading: shown.get(addressKey(line.shopify)),
      ...(everywhere === undefined ? {} : { wantedEverywhere: everywhere }),
      ...(lastWritten === undefined ? {} : { lastWritten }),
    }
    return reportLine(line, compareLevel(pair, options.tolerance ?? {}), say)
  })
}

/** Whole units that Shopify should show: floored, without what is held and what is owed below zero. */
function targetOfLine(line: LinkedLevelLine, shown: number | null, options: DiffOptions): number {
  const owed = Math.max(0, -(shown ?? 0))
  return targetOf(Math.floor(tidy(line.quantity)), (options.held?.(line) ?? 0) + owed, shown)
}

/** The sum of what is wanted of each item at all its locations; only of items that have more than one (for the likely cause). */
export function wantedEverywhere(levels: Iterable<readonly [inventoryItemId: string, wanted: number]>): Map<string, number> {
  const sums = new Map<string, { readonly sum: number; readonly places: number }>()
  for (const [item, wanted] of levels) {
    const known = sums.get(item) ?? { sum: 0, places: 0 }
    sums.set(item, { sum: known.sum + wanted, places: known.places + 1 })
  }
  return new Map([...sums].flatMap(([item, { sum, places }]) => (places > 1 ? [[item, sum] as const] : [])))
}

/** A level of one shop as one string, for maps. */
function addressKey(address: Pick<LevelAddress, 'inventoryItemId' | 'locationId'>): string {
  return `${address.inventoryItemId} ${address.locationId}`
}
