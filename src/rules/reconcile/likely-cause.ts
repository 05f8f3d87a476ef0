import type { CauseClass } from '../../base/error/cause-class.ts'
import type { LinkedLevelLine } from '../../base/messages/level.ts'
import { tidy } from '../../base/messages/tidy.ts'
import type { ReportOutcome } from '../../base/messages/report.ts'

/** What speaks for a cause of a difference. */
export interface Evidence {
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
export function likelyCause(evidence: Evidence): LikelyCause | undefined {
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
