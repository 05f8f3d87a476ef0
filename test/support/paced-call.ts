import type { Clock } from '../../src/ports/clock.ts'
import type { Budget } from '../../src/adapters/shopify/pacing/budget.ts'
import type { SimulatedBucket } from './simulated-bucket.ts'

/** One call as the network and the shop treat it; milliseconds and points. */
export interface PacedCall {
  readonly requested: number
  readonly actual: number
  readonly there: number
  readonly work: number
  readonly back: number
  readonly urgent?: boolean
}

/** Sends the call through the budget to the bucket until it is carried out. Gives the milliseconds it waited for its points. */
export async function paced(clock: Clock, budget: Budget, bucket: SimulatedBucket, call: PacedCall): Promise<number> {
  const asked = clock.now()
  for (let again = false; ; again = true) {
    const points = await budget.take(call.requested, { urgent: call.urgent === true, again })
    const waited = clock.now() - asked
    await clock.sleep(call.there)
    if (!bucket.arrive(call.requested)) {
      const status = bucket.status()
      await clock.sleep(call.back)
      points.throttled(status)
      continue
    }
    await clock.sleep(call.work)
    bucket.end(call.requested, call.actual)
    const status = bucket.status()
    await clock.sleep(call.back)
    points.report({ requested: call.requested, actual: call.actual, status })
    return waited
  }
}
