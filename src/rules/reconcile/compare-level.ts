import type { CauseClass } from '../../base/error/cause-class.ts'
import type { LinkedLevelLine } from '../../base/messages/level.ts'
import type { ReportOutcome } from '../../base/messages/report.ts'
import type { LevelReading } from '../../ports/shopify/shopify.ts'
import { likelyCause, type LikelyCause } from './likely-cause.ts'
import { tolerates, type Tolerance } from './tolerance.ts'

/** One wanted level beside what Shopify shows of it. */
export interface Pair {
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
