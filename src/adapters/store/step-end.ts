import type { PlanLine, StepEnd } from '../../ports/store/plan-record.ts'

/** The line after its step ended. */
export function lineAfter(line: PlanLine, { state, replaced, written, note }: StepEnd): PlanLine {
  return {
    ...line,
    state,
    replaced: replaced === undefined ? line.replaced : replaced,
    written: written ?? line.written,
    note: note ?? null,
  }
}
