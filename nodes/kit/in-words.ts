import { failureIn } from '../../src/base/error/describe.ts'
import type { FailedLine } from '../../src/base/messages/failed.ts'
import type { PictureLine } from '../../src/base/messages/picture.ts'
import { traceIn } from '../../src/base/messages/trace-step.ts'
import type { TraceStep } from '../../src/base/messages/trace.ts'
import type { FailedJob } from '../../src/ports/store/failed-job.ts'
import type { Say } from '../../src/base/text/say.ts'

type Traced = { readonly trace: readonly TraceStep[]; readonly kit?: PictureLine['kit'] }

/**
 * A line as it leaves a node: rules and engine give reasons as codes and values, and what a flow reads has the words as well, in
 * the language of the server. Words that a line came with are kept.
 */
export function inWords<Line extends Traced>(say: Say, line: Line): Line {
  const { kit } = line
  const trace = line.trace.every(({ text }) => text !== undefined) ? line.trace : line.trace.map((step) => spoken(say, step))
  if (kit?.because === undefined || kit.problem !== undefined) return trace === line.trace ? line : { ...line, trace }
  return { ...line, trace, kit: { ...kit, problem: say(kit.because.key, kit.because.values) } }
}

function spoken(say: Say, step: TraceStep): TraceStep {
  return step.text === undefined ? (traceIn(say, [step])[0] ?? step) : step
}

/** Failed jobs as they leave a node, in the language of the server: the store keeps codes and values. */
export function jobsInWords(say: Say, jobs: readonly FailedJob[]): (FailedJob & { readonly failure: FailedLine })[] {
  return jobs.map((job) => jobInWords(say, job))
}

/** The same of one, for whoever has thousands and takes them in slices. */
export function jobInWords(say: Say, job: FailedJob): FailedJob & { readonly failure: FailedLine } {
  return { ...job, failure: failureIn(say, job.failure) }
}
