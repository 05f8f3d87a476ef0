import type { FailedLine } from '../line/failed.ts'
import type { Random } from '../random.ts'
import type { FailedJob } from '../store/failed-job.ts'
import type { Store } from '../store/store.ts'
import { jobOf } from './job-of.ts'

/**
 * Keeps failed lines as jobs; the same cause on the same item is one job with a count (requirement 7.10). A line that says
 * `recorded` was stored by the one who raised it, together with the state that it is about, and is not counted twice.
 */
export async function recordFailures(store: Store, lines: readonly FailedLine[], random: Random, now: number): Promise<FailedJob[]> {
  const fresh = lines.filter((line) => line.recorded !== true)
  if (fresh.length === 0) return []
  return store.transaction((tables) => tables.failedJobs.record(fresh.map((line) => jobOf(line, random.uuid(), now))))
}
