import { saidAgain } from '../text/said-again.ts'
import type { Say, TextValues } from '../text/say.ts'
import { traceCodes, type TraceCode } from './trace-codes.ts'
import type { TraceStep } from './trace.ts'

/** Makes one trace step. It has no words: whoever shows it says `trace.<code>` of the text catalogue with its values. */
export function traceStep(by: string, code: TraceCode, values: TextValues = {}): TraceStep {
  return { by, code, values }
}

/** A trace step with its words. */
export type SpokenStep = TraceStep & { readonly text: string }

/** Steps in the language of `say`; a step of another's making, or of an older version, keeps its own words. */
export function traceIn(say: Say, steps: readonly TraceStep[]): SpokenStep[] {
  return steps.map((step) => {
    const key = `trace.${step.code}`
    return { ...step, text: saidAgain(say, key, step.values ?? {}) ?? step.text ?? say(key, step.values) }
  })
}

const known: ReadonlySet<string> = new Set(traceCodes)

/** Steps as they are kept: what can be said again at any time and in any language is kept without its words. */
export function withoutWords(steps: readonly TraceStep[]): TraceStep[] {
  return steps.map((step) => {
    if (step.text === undefined || step.values === undefined || !known.has(step.code)) return step
    const { text: _, ...kept } = step
    return kept
  })
}
