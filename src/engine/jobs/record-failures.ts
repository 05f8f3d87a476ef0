import type { UnsaidFailure } from '../../base/messages/failed.ts'
import type { Random } from '../../ports/random.ts'
import type { FailedJob } from '../../ports/store/failed-job.ts'
import type { Store } from '../../ports/store/store.ts'
import { causeOf, jobOf } from '../../rules/jobs/job-of.ts'

/**
 * Keeps failed lines as jobs; the same cause on the same item is one job with a count (requirement 7.10). A line that says
 * `recorded` was stored by the one who raised it, together with the state that it is about, and is not counted twice.
 */
export async function recordFailures(store: Store, lines: readonly UnsaidFailure[], random: Random, now: number): Promise<FailedJob[]> {
  const fresh = lines.filter((line) => line.recorded !== true)
  if (fresh.length === 0) return []
  return store.transaction((tables) => tables.failedJobs.record(fresh.map((line) => jobOf(line, random.uuid(), now))))
}

/** The lines as they are sent once these jobs keep them: whoever keeps jobs, too, does not count them again. */
export function recordedLines<Line extends UnsaidFailure>(lines: readonly Line[], jobs: readonly FailedJob[]): Line[] {
  const ids = new Map(jobs.map(({ cause, id }) => [cause, id]))
  return lines.map((line) => {
    const job = line.recorded === true ? undefined : ids.get(causeOf(line))
    return job === undefined ? line : { ...line, recorded: true, job }
  })
}

/** The jobs of lines that were kept by the ones who sent them, each once, as they are now. */
export async function keptJobs(store: Store, lines: readonly UnsaidFailure[]): Promise<FailedJob[]> {
  const ids = [...new Set(lines.flatMap(({ recorded, job }) => (recorded === true && job !== undefined ? job : [])))]
  if (ids.length === 0) return []
  return store.transaction((tables) => tables.failedJobs.list({ ids }))
}
