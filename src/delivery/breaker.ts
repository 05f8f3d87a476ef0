import { SyncError } from '../error/sync-error.ts'
import type { StoreTables } from '../store/store.ts'
import { readBreaker, writeBreaker, type BreakerState } from './breaker-state.ts'
import type { Write } from './form-batch.ts'
import type { Outcome } from './outcome.ts'
import type { DeliveryPorts } from './ports.ts'

/** How long levels of a stopped location rest before they are looked at again; an approval wakes them at once. */
const rest = 30_000

/**
 * The circuit breaker (requirement 7.8): lets through what may be written now. A run that would take more than the stated
 * share of a location to zero, or change more than the stated share, stops there until a person approves it.
 */
export async function stopRun(tables: StoreTables, outcome: Outcome, ports: DeliveryPorts, writes: readonly Write[]): Promise<Write[]> {
  const allowed: Write[] = []
  for (const [locationId, here] of Map.groupBy(writes, ({ record }) => record.locationId)) {
    const passed = await passLocation(tables, outcome, ports, locationId, here)
    allowed.push(...passed)
  }
  return writes.filter((write) => allowed.includes(write))
}

async function passLocation(tables: StoreTables, outcome: Outcome, ports: DeliveryPorts, locationId: string, here: readonly Write[]): Promise<readonly Write[]> {
  const { breaker } = ports.options
  if (breaker.zeroShare <= 0 && breaker.changeShare <= 0) return here
  const { shop } = ports.shopify
  const now = ports.clock.now()
  const state = await readBreaker(tables, shop, locationId)
  const approved = here.filter(({ record }) => record.wanted !== null && record.wanted.asOf <= state.approvedAsOf)
  const counted = here.filter((write) => !approved.includes(write))
  if (counted.length === 0) return here

  const run = now - state.run.since > breaker.window ? { since: now, zeroed: 0, changed: 0 } : state.run
  const next = { since: run.since, zeroed: run.zeroed + counted.filter(toZero).length, changed: run.changed + counted.length }
  const known = await tables.levels.countAt(shop, locationId)
  const tooMany =
    beyond(next.zeroed, breaker.zeroShare, known, breaker.minimum) || beyond(next.changed, breaker.changeShare, known, breaker.minimum)
  if (state.trippedAt === null && !tooMany) {
    await writeBreaker(tables, shop, locationId, { ...state, run: next })
    return here
  }
  await tables.levels.put(counted.map(({ record }) => ({ ...record, due: now + rest })))
  if (state.trippedAt === null) await trip(tables, outcome, ports, locationId, { ...state, trippedAt: now, run }, next, known, here)
  return approved
}

function toZero({ plan }: Write): boolean {
  return plan.sent.target === 0 && plan.sent.compare !== null && plan.sent.compare > 0
}

function beyond(count: number, share: number, known: number, minimum: number): boolean {
  return share > 0 && count >= minimum && count > share * known
}

async function trip(
  tables: StoreTables,
  outcome: Outcome,
  ports: DeliveryPorts,
  locationId: string,
  state: BreakerState,
  run: BreakerState['run'],
  known: number,
  here: readonly Write[],
): Promise<void> {
  const { shop } = ports.shopify
  const location = here[0]?.record.wanted?.shopify.location ?? locationId
  await writeBreaker(tables, shop, locationId, state)
  const values = { shop, location, zeroed: run.zeroed, changed: run.changed, known }
  outcome.fail(new SyncError('BREAKER_TRIPPED', values, { subject: { shop, shopifyLocationId: locationId, shopifyLocation: location } }), ports, here[0]?.record.wanted?.via ?? '')
  outcome.audit.push({ at: ports.clock.now(), shop, locationId, what: 'breaker-tripped', note: `${run.zeroed} to zero, ${run.changed} changed, of ${known}` })
}
