import { causeClasses, type CauseClass } from '../../base/error/cause-class.ts'
import { reportOutcomes, type ReportLine, type ReportOutcome } from '../../base/messages/report.ts'

/** The figures of one reconciliation (requirement 8.4). */
export interface ReportSummary {
  readonly levels: number
  readonly outcomes: Readonly<Record<ReportOutcome, number>>
  /** Products without a link, and stock that no row maps; counted from failed lines and findings. */
  readonly unlinked: number
  readonly unmapped: number
  /** Units that Shopify shows too many and too few, over all levels that were read. */
  readonly unitsOver: number
  readonly unitsUnder: number
  /** Likely classes of cause, the most frequent first. */
  readonly causes: readonly { readonly cause: CauseClass; readonly count: number }[]
}

/** Counts report lines batch by batch with flat memory; ask for the summary at any time. */
export interface ReportCounter {
  add(lines: readonly ReportLine[]): void
  addUnlinked(products: number): void
  addUnmapped(locations: number): void
  summary(): ReportSummary
}

export function countReport(): ReportCounter {
  const outcomes = new Map<ReportOutcome, number>()
  const causes = new Map<CauseClass, number>()
  let [levels, unlinked, unmapped, unitsOver, unitsUnder] = [0, 0, 0, 0, 0]
  return {
    add(lines) {
      for (const { outcome, cause, difference } of lines) {
        levels += 1
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        if (cause !== undefined) causes.set(cause, (causes.get(cause) ?? 0) + 1)
        unitsOver += Math.max(0, difference ?? 0)
        unitsUnder += Math.max(0, -(difference ?? 0))
      }
    },
    addUnlinked(products) {
      unlinked += products
    },
    addUnmapped(locations) {
      unmapped += locations
    },
    summary: () => ({
      levels,
      outcomes: everyOutcome(Object.fromEntries(outcomes)),
      unlinked,
      unmapped,
      unitsOver,
      unitsUnder,
      causes: mostFrequent(Object.fromEntries(causes)),
    }),
  }
}

/** A count for every outcome. */
export function everyOutcome(counts: Readonly<Partial<Record<ReportOutcome, number>>>): Record<ReportOutcome, number> {
  const none: Record<ReportOutcome, number> = {
    matched: 0,
    tolerated: 0,
    differing: 0,
    held: 0,
    'oversell-risk': 0,
    suppressed: 0,
    'below-zero': 0,
    'not-stocked': 0,
    missing: 0,
    untracked: 0,
    unread: 0,
    moving: 0,
  }
  for (const outcome of reportOutcomes) none[outcome] = counts[outcome] ?? 0
  return none
}

/** The causes that were found, the most frequent first. */
export function mostFrequent(counts: Readonly<Partial<Record<CauseClass, number>>>): { cause: CauseClass; count: number }[] {
  return causeClasses
    .map((cause) => ({ cause, count: counts[cause] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
}
