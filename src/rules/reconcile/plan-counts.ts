import { causeClasses } from '../../base/error/cause-class.ts'
import { reportOutcomes } from '../../base/messages/report.ts'
import type { PlanCounts, PlanLine } from '../../ports/store/plan-record.ts'

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
