import { keptJobs, recordedLines, recordFailures } from '../../src/job/record-failures.ts'
import type { FailedLine } from '../../src/line/failed.ts'
import type { FailedJob } from '../../src/store/failed-job.ts'
import type { Store } from '../../src/store/store.ts'
import { realClock, realRandom } from './real-clock.ts'

/**
 * Keeps failures as jobs before they leave a node that knows the store, so that none is lost where the output leads nowhere;
 * the lines say so, and failed-job-store does not count them again. Throws STORE_*.
 */
export async function keepFailures(store: Store, lines: readonly FailedLine[]): Promise<FailedLine[]> {
  return recordedLines(lines, await recordFailures(store, lines, realRandom, realClock.now()))
}

/** Keeps what nobody has kept, and gives back the jobs of all. */
export async function jobsOf(store: Store, lines: readonly FailedLine[]): Promise<FailedJob[]> {
  const fresh = await recordFailures(store, lines, realRandom, realClock.now())
  return [...fresh, ...(await keptJobs(store, lines))]
}
