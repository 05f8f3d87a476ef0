import type { Say, TextValues } from '../text/say.ts'
import type { TraceStep } from './trace.ts'

/** Makes one trace step; the sentence is `trace.<code>` of the text catalogue. */
export function traceStep(say: Say, by: string, code: string, values: TextValues = {}): TraceStep {
  return { by, code, text: say(`trace.${code}`, values), values }
}
