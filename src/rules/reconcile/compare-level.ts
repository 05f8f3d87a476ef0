import type { CauseClass } from '../../base/error/cause-class.ts'
import type { LinkedLevelLine } from '../../base/messages/level.ts'
import type { ReportOutcome } from '../../base/messages/report.ts'
import { tidy } from '../../base/messages/tidy.ts'
import type { LevelReading } from '../../ports/shopify/shopify.ts'

/** How much a level may differ without being corrected. The default is not at all. */
export interface Tolerance {
  readonly units?: number
  /** Percent of the wanted quantity. */
  readonly percent?: number
}

/** Whether a difference is within the tolerance; where both limits are given it must be within both. */
function tolerates(tolerance: Tolerance, wanted: number, difference: number): boolean {
  const { units, percent } = tolerance
  if (units === undefined && percent === undefined) return difference === 0
  const size = Math.abs(difference)
  return (units === undefined || size <= units) && (percent === undefined || size * 100 <= percent * wanted)
}

/** One wanted level beside what Shopify shows of it. */
interface Pair {
  readonly line: LinkedLevelLine
  /** What Shopify should show, holds taken off. */
  readonly wanted: number
  readonly reading: LevelReading | undefined
  /** Shopify shows what it should only because units are missing that we left there: they are taken as sold. */
  readonly sold?: boolean
  readonly wantedEverywhere?: number
  readonly lastWritten?: number
  readonly failure?: CauseClass
  readonly stopped?: boolean
}

/** What was found of one level. */
export interface Found {
  readonly outcome: ReportOutcome
  readonly wanted: number
  /** Null when there is no level to read. */
  readonly shown: number | null
  readonly likely: LikelyCause | undefined
}

/** The quantity that the row writes; null when there is no level to read. */
export function shownOf(line: Pick<LinkedLevelLine, 'quantityName'>, reading: LevelReading | undefined): number | null {
  if (reading?.state !== 'stocked') return null
  return line.quantityName === 'on_hand' ? reading.onHand : reading.available
}

/** Compares one level. A risk to oversell and a suppressed product are reported whatever the tolerance. */
export function compareLevel(pair: Pair, tolerance: Tolerance): Found {
  const { line, wanted, reading, wantedEverywhere, lastWritten, failure, stopped } = pair
  const shown = shownOf(line, reading)
  const outcome = outcomeOf(pair, shown, tolerance)
  const likely = likelyCause({
    outcome,
    line,
    wanted,
    shown,
    ...(wantedEverywhere === undefined ? {} : { wantedEverywhere }),
    ...(lastWritten === undefined ? {} : { lastWritten }),
    ...(failure === undefined ? {} : { failure }),
    ...(stopped === undefined ? {} : { stopped }),
  })
  return { outcome, wanted, shown, likely }
}

function outcomeOf({ line, wanted, reading, sold }: Pair, shown: number | null, tolerance: Tolerance): ReportOutcome {
  if (reading === undefined) return 'unread'
  if (reading.state !== 'stocked') return reading.state
  if (shown === null) return 'unread'
  if (shown < 0) return 'below-zero'
  if (shown === wanted) return sold === true ? 'held' : 'matched'
  if (shown > 0 && wanted === 0 && line.free <= 0) return 'oversell-risk'
  if (shown <= 0 && wanted > 0) return 'suppressed'
  return tolerates(tolerance, wanted, shown - wanted) ? 'tolerated' : 'differing'
}

/** What speaks for a cause of a difference. */
interface Evidence {
  readonly outcome: ReportOutcome
  readonly line: Pick<LinkedLevelLine, 'free' | 'reserved' | 'demand'>
  readonly wanted: number
  readonly shown: number | null
  /** Sum of what is wanted of the item at all its locations; absent when it has one. */
  readonly wantedEverywhere?: number
  /** What we left there last, where known. */
  readonly lastWritten?: number
  /** The class of the failure that the level stands at, when its delivery failed. */
  readonly failure?: CauseClass
  /** True when the circuit breaker has stopped the location and the level waits for a person. */
  readonly stopped?: boolean
}

/** A likely cause, and the name of the sentence that says what speaks for it (`finding.cause.<because>`). */
export interface LikelyCause {
  readonly cause: CauseClass
  readonly because:
    | 'not-stocked'
    | 'missing'
    | 'untracked'
    | 'sold'
    | 'oversold'
    | 'delivery-failed'
    | 'stopped'
    | 'undelivered'
    | 'added-up'
    | 'without-buffer'
    | 'without-demand'
    | 'without-reservation'
    | 'edited'
}

/** Guesses the class of cause of a difference; undefined when nothing speaks for one (requirement 8.4). */
function likelyCause(evidence: Evidence): LikelyCause | undefined {
  const { outcome, line, wanted, shown, wantedEverywhere, lastWritten, failure, stopped } = evidence
  if (outcome === 'not-stocked') return { cause: 'location-mapping', because: outcome }
  if (outcome === 'missing' || outcome === 'untracked') return { cause: 'product-identity', because: outcome }
  if (outcome === 'held') return { cause: 'buffer-or-reservation', because: 'sold' }
  if (outcome === 'below-zero') return { cause: 'buffer-or-reservation', because: 'oversold' }
  if (shown === null || shown === wanted) return undefined
  if (failure !== undefined) return { cause: failure, because: 'delivery-failed' }
  if (stopped === true) return { cause: 'invalid-quantity', because: 'stopped' }
  // Odoo moved on and the newer number has not been delivered.
  if (shown === lastWritten) return { cause: 'throttling-or-delay', because: 'undelivered' }
  // The stock of all locations shown at one of them.
  if (shown === wantedEverywhere) return { cause: 'location-mapping', because: 'added-up' }
  const { demand = 0 } = line
  // The number without the buffer, without what is owed, or without what is reserved.
  if (shown === Math.floor(tidy(line.free - demand))) return { cause: 'buffer-or-reservation', because: 'without-buffer' }
  if (shown === Math.floor(tidy(line.free))) return { cause: 'buffer-or-reservation', because: 'without-demand' }
  if (shown === Math.floor(tidy(line.free + line.reserved))) return { cause: 'buffer-or-reservation', because: 'without-reservation' }
  // Somebody else wrote in Shopify since.
  return lastWritten === undefined ? undefined : { cause: 'direction-conflict', because: 'edited' }
}
