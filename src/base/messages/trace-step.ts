import { saidAgain } from '../text/said-again.ts'
import type { Say, TextValues } from '../text/say.ts'
import type { TraceStep } from './trace.ts'

/** Makes one trace step; the sentence is `trace.<code>` of the text catalogue. */
export function traceStep(say: Say, by: string, code: string, values: TextValues = {}): TraceStep {
  return { by, code, text: say(`trace.${code}`, values), values }
}

/** Steps in the language of `say`; a step of another's making, or of an older version, keeps its own words. */
export function traceIn(say: Say, steps: readonly TraceStep[]): TraceStep[] {
  return steps.map((step) => ({ ...step, text: saidAgain(say, `trace.${step.code}`, step.values ?? {}) ?? step.text }))
}
