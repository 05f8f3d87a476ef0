import type { LinkedLevelLine } from '../line/level.ts'
import type { ReportLine, ReportOutcome } from '../line/report.ts'
import { tidy } from '../line/tidy.ts'
import type { LevelAddress, LevelReading } from '../shopify/shopify.ts'
import type { Say } from '../text/say.ts'
import { likelyCause } from './likely-cause.ts'
import { tolerates, type Tolerance } from './tolerance.ts'

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
 * Give all locations of an item in one call where possible: the likely cause looks at them together. A risk to oversell
 * and a suppressed product are reported whatever the tolerance.
 */
export function diffLevels(
  wanted: readonly LinkedLevelLine[],
  readings: readonly LevelReading[],
  say: Say,
  options: DiffOptions = {},
): ReportLine[] {
  const shown = new Map(readings.map((reading) => [addressKey(reading), reading]))
  const targets = wanted.map((line) => targetOf(line, options))
  const everywhere = new Map<string, { sum: number; places: number }>()
  wanted.forEach((line, index) => {
    const { inventoryItemId } = line.shopify
    const known = everywhere.get(inventoryItemId) ?? { sum: 0, places: 0 }
    everywhere.set(inventoryItemId, { sum: known.sum + (targets[index] ?? 0), places: known.places + 1 })
  })
  return wanted.map((line, index) => {
    const all = everywhere.get(line.shopify.inventoryItemId)
    return compare(
      line,
      targets[index] ?? 0,
      shown.get(addressKey(line.shopify)),
      all !== undefined && all.places > 1 ? all.sum : undefined,
      say,
      options,
    )
  })
}

function compare(
  line: LinkedLevelLine,
  wanted: number,
  reading: LevelReading | undefined,
  wantedEverywhere: number | undefined,
  say: Say,
  options: DiffOptions,
): ReportLine {
  const shown = reading?.state === 'stocked' ? (line.quantityName === 'on_hand' ? reading.onHand : reading.available) : null
  const outcome = outcomeOf(line, wanted, reading, shown, options.tolerance ?? {})
  const lastWritten = options.lastWritten?.(line)
  const cause = likelyCause({
    outcome,
    line,
    wanted,
    shown,
    ...(wantedEverywhere === undefined ? {} : { wantedEverywhere }),
    ...(lastWritten === undefined ? {} : { lastWritten }),
  })
  const sku = line.shopify.sku ?? line.odoo.sku ?? line.odoo.name
  return {
    kind: 'report',
    outcome,
    odoo: line.odoo,
    shopify: line.shopify,
    asOf: line.asOf,
    quantityName: line.quantityName,
    wanted,
    shown,
    difference: shown === null ? null : shown - wanted,
    ...(cause === undefined ? {} : { cause }),
    text: say(`finding.drift.${outcome}`, { sku, location: line.shopify.location, wanted, shown: shown ?? '-' }),
    trace: line.trace,
  }
}

function outcomeOf(
  line: LinkedLevelLine,
  wanted: number,
  reading: LevelReading | undefined,
  shown: number | null,
  tolerance: Tolerance,
): ReportOutcome {
  if (reading === undefined) return 'unread'
  if (reading.state !== 'stocked') return reading.state
  if (shown === null) return 'unread'
  if (shown === wanted) return 'matched'
  if (shown > 0 && wanted === 0 && line.free <= 0) return 'oversell-risk'
  if (shown <= 0 && wanted > 0) return 'suppressed'
  return tolerates(tolerance, wanted, shown - wanted) ? 'tolerated' : 'differing'
}

/** Whole units that Shopify should show: floored, never below zero, held units taken off. */
function targetOf(line: LinkedLevelLine, options: DiffOptions): number {
  return Math.max(0, Math.floor(tidy(line.quantity)) - (options.held?.(line) ?? 0))
}

function addressKey(address: Pick<LevelAddress, 'inventoryItemId' | 'locationId'>): string {
  return `${address.inventoryItemId} ${address.locationId}`
}
