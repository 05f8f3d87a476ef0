import { type CauseClass, causeClasses } from '../../base/error/cause-class.ts'
import { type ReportLine, type ReportOutcome, reportOutcomes } from '../../base/messages/report.ts'
import type { PlanCounts, PlanLine } from '../../ports/store/plan-record.ts'

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
interface ReportCounter {
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
function everyOutcome(counts: Readonly<Partial<Record<ReportOutcome, number>>>): Record<ReportOutcome, number> {
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
function mostFrequent(counts: Readonly<Partial<Record<CauseClass, number>>>): { cause: CauseClass; count: number }[] {
  return causeClasses
    .map((cause) => ({ cause, count: counts[cause] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
}

/** The figures of a stored plan in the form of a report's summary. */
export function summaryOf({ levels, outcomes, causes, unlinked, unmapped, unitsOver, unitsUnder }: PlanCounts): ReportSummary {
  return { levels, outcomes: everyOutcome(outcomes), unlinked, unmapped, unitsOver, unitsUnder, causes: mostFrequent(causes) }
}

export const noCounts: PlanCounts = { levels: 0, outcomes: {}, causes: {}, unlinked: 0, unmapped: 0, unitsOver: 0, unitsUnder: 0 }

type Counted = Pick<PlanLine, 'outcome' | 'cause' | 'shown' | 'wanted'>

/** The figures with these findings added. */
export function withLines(counts: PlanCounts, found: readonly Counted[]): PlanCounts {
  return counted(counts, found, 1)
}

/** The figures without these findings: they were looked at again. */
export function withoutLines(counts: PlanCounts, found: readonly Counted[]): PlanCounts {
  return counted(counts, found, -1)
}

/** The figures of two parts together. */
export function addedUp(one: PlanCounts, other: PlanCounts): PlanCounts {
  return {
    levels: one.levels + other.levels,
    outcomes: sums(reportOutcomes, one.outcomes, other.outcomes),
    causes: sums(causeClasses, one.causes, other.causes),
    unlinked: one.unlinked + other.unlinked,
    unmapped: one.unmapped + other.unmapped,
    unitsOver: one.unitsOver + other.unitsOver,
    unitsUnder: one.unitsUnder + other.unitsUnder,
  }
}

type Sums<Name extends string> = Readonly<Partial<Record<Name, number>>>

function sums<Name extends string>(names: readonly Name[], one: Sums<Name>, other: Sums<Name>): Sums<Name> {
  const together: Partial<Record<Name, number>> = { ...one }
  for (const name of names) if (other[name] !== undefined) together[name] = (one[name] ?? 0) + other[name]
  return together
}

function counted(counts: PlanCounts, found: readonly Counted[], sign: 1 | -1): PlanCounts {
  const outcomes = { ...counts.outcomes }
  const causes = { ...counts.causes }
  let { levels, unitsOver, unitsUnder } = counts
  for (const { outcome, cause, shown, wanted } of found) {
    levels += sign
    outcomes[outcome] = (outcomes[outcome] ?? 0) + sign
    if (cause !== null) causes[cause] = (causes[cause] ?? 0) + sign
    if (shown === null || outcome === 'held') continue
    unitsOver += sign * Math.max(0, shown - wanted)
    unitsUnder += sign * Math.max(0, wanted - shown)
  }
  return { ...counts, levels, outcomes, causes, unitsOver, unitsUnder }
}
