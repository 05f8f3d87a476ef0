import type { CauseClass } from '../error/cause-class.ts'
import type { LinkedLevelLine } from '../line/level.ts'
import { tidy } from '../line/tidy.ts'
import type { ReportOutcome } from '../line/report.ts'

/** What speaks for a cause of a difference. */
export interface Evidence {
  readonly outcome: ReportOutcome
  readonly line: LinkedLevelLine
  readonly wanted: number
  readonly shown: number | null
  /** Sum of what is wanted of the item at all its locations; absent when it has one. */
  readonly wantedEverywhere?: number
  /** What we left there last, where known. */
  readonly lastWritten?: number
}

/** Guesses the class of cause of a difference; undefined when nothing speaks for one (requirement 8.4). */
export function likelyCause(evidence: Evidence): CauseClass | undefined {
  const { outcome, line, wanted, shown, wantedEverywhere, lastWritten } = evidence
  if (outcome === 'not-stocked') return 'location-mapping'
  if (outcome === 'missing' || outcome === 'untracked') return 'product-identity'
  if (shown === null || shown === wanted) return undefined
  // Odoo moved on and the newer number has not been delivered.
  if (shown === lastWritten) return 'throttling-or-delay'
  // The stock of all locations shown at one of them.
  if (shown === wantedEverywhere) return 'location-mapping'
  // The number without the buffer, or without what is reserved.
  if (shown === Math.floor(tidy(line.free)) || shown === Math.floor(tidy(line.free + line.reserved))) return 'buffer-or-reservation'
  // Somebody else wrote in Shopify since.
  return lastWritten === undefined ? undefined : 'direction-conflict'
}
