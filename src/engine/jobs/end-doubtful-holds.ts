import { SyncError } from '../../base/error/sync-error.ts'
import { endHoldsByHand } from '../delivery/end-holds.ts'
import type { FailedJob } from '../../ports/store/failed-job.ts'
import type { StoreTables } from '../../ports/store/store.ts'

/** Why, and who says so, for the audit trail. */
interface Reason {
  readonly note: string
  readonly by: string
}

/** Jobs whose holds were ended, and how many units they kept back. */
export interface EndedHolds {
  readonly jobs: readonly FailedJob[]
  readonly units: number
}

/**
 * Ends the holds that jobs of the code HOLD_DOUBTFUL are about, and with them these jobs; other jobs are passed over. Where something
 * else has ended the holds already, and nobody has looked since, the job ends with nothing to hold. Throws HOLD_UNKNOWN when all of
 * the jobs are over already.
 */
export async function endDoubtfulHolds(tables: StoreTables, jobs: readonly FailedJob[], reason: Reason, now: number): Promise<EndedHolds> {
  const ended: FailedJob[] = []
  let units = 0
  let gone: SyncError | undefined
  for (const job of jobs) {
    const { code, subject } = job.failure
    const { shop, inventoryItemId, shopifyLocationId: locationId } = subject
    if (code !== 'HOLD_DOUBTFUL' || shop === undefined || inventoryItemId === undefined || locationId === undefined) continue
    try {
      const holds = await endHoldsByHand(tables, { level: { shop, inventoryItemId, locationId }, doubtful: true, ...reason }, now)
      units += holds.reduce((sum, { quantity }) => sum + quantity, 0)
    } catch (error) {
      if (!(error instanceof SyncError) || error.code !== 'HOLD_UNKNOWN') throw error
      gone = error
      if (job.state === 'resolved') continue
    }
    ended.push(job)
  }
  if (ended.length === 0 && gone !== undefined) throw gone
  await tables.failedJobs.resolve(
    ended.map(({ cause }) => cause),
    now,
  )
  return { jobs: ended, units }
}
