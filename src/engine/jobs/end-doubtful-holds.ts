import { endHoldsByHand } from '../delivery/end-hold-by-hand.ts'
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
 * Ends the holds that jobs of the code HOLD_DOUBTFUL are about, and with them these jobs; other jobs are passed over. Throws
 * HOLD_UNKNOWN when a hold has ended already.
 */
export async function endDoubtfulHolds(tables: StoreTables, jobs: readonly FailedJob[], reason: Reason, now: number): Promise<EndedHolds> {
  const ended: FailedJob[] = []
  let units = 0
  for (const job of jobs) {
    const { code, subject } = job.failure
    const { shop, inventoryItemId, shopifyLocationId: locationId } = subject
    if (code !== 'HOLD_DOUBTFUL' || shop === undefined || inventoryItemId === undefined || locationId === undefined) continue
    const holds = await endHoldsByHand(tables, { level: { shop, inventoryItemId, locationId }, doubtful: true, ...reason }, now)
    ended.push(job)
    units += holds.reduce((sum, { quantity }) => sum + quantity, 0)
  }
  await tables.failedJobs.resolve(
    ended.map(({ cause }) => cause),
    now,
  )
  return { jobs: ended, units }
}
