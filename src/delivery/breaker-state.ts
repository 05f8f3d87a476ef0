import type { StoreTables } from '../store/store.ts'

/** What the circuit breaker remembers of one Shopify location. */
export interface BreakerState {
  readonly trippedAt: number | null
  /** Pictures up to this place were approved by a person. */
  readonly approvedAsOf: number
  readonly run: { readonly since: number; readonly zeroed: number; readonly changed: number }
}

const quiet: BreakerState = { trippedAt: null, approvedAsOf: -1, run: { since: 0, zeroed: 0, changed: 0 } }

const breakerSwitch = (shop: string, locationId: string): string => `breaker:${shop}:${locationId}`

export async function readBreaker(tables: StoreTables, shop: string, locationId: string): Promise<BreakerState> {
  const text = await tables.switches.get(breakerSwitch(shop, locationId))
  if (text === null) return quiet
  const stored: BreakerState = JSON.parse(text)
  return stored
}

export async function writeBreaker(tables: StoreTables, shop: string, locationId: string, state: BreakerState): Promise<void> {
  await tables.switches.put(breakerSwitch(shop, locationId), JSON.stringify(state))
}

/** A person says that the stopped run is right: everything read so far may be written. */
export async function approveRun(tables: StoreTables, shop: string, locationId: string, now: number): Promise<void> {
  const asOf = await tables.nextAsOf()
  await writeBreaker(tables, shop, locationId, { trippedAt: null, approvedAsOf: asOf, run: { since: now, zeroed: 0, changed: 0 } })
  await tables.audit.add([{ at: now, shop, locationId, what: 'breaker-approved' }])
}
