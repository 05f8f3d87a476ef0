import { keptJobs, recordedLines, recordFailures } from '../../src/engine/jobs/record-failures.ts'
import type { UnsaidFailure } from '../../src/base/messages/failed.ts'
import type { FailedJob } from '../../src/ports/store/failed-job.ts'
import type { Store } from '../../src/ports/store/store.ts'
import { inParts } from './in-slices.ts'
import { realClock, realRandom } from './real-clock.ts'

/** Lines that one transaction keeps, so that the event loop stays free. */
const keptAtOnce = 1000

/**
 * Keeps failures as jobs before they leave a node that knows the store, so that none is lost where the output leads nowhere;
 * the lines say so, and failed-job-store does not count them again. Throws STORE_*.
 */
export async function keepFailures<Line extends UnsaidFailure>(store: Store, lines: readonly Line[]): Promise<Line[]> {
  const parts = await inParts(lines, keptAtOnce, async (part) =>
    recordedLines(part, await recordFailures(store, part, realRandom, realClock.now())),
  )
  return parts.flat()
}

/** Keeps what nobody has kept, and gives back the jobs of all. */
export async function jobsOf(store: Store, lines: readonly UnsaidFailure[]): Promise<FailedJob[]> {
  const parts = await inParts(lines, keptAtOnce, async (part) => [
    ...(await recordFailures(store, part, realRandom, realClock.now())),
    ...(await keptJobs(store, part)),
  ])
  return [...new Map(parts.flat().map((job) => [job.id, job])).values()]
}
