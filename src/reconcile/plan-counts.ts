import type { PlanCounts, PlanLine } from '../store/plan-record.ts'

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
