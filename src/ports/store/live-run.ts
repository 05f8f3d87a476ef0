import type { RunRecord } from './run-record.ts'

/** True for a run that is not over; at most one per shop. */
export function isLiveRun(run: Pick<RunRecord, 'state'>): boolean {
  return run.state === 'running' || run.state === 'paused'
}
