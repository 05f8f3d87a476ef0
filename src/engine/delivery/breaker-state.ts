import { causeOf } from '../../rules/jobs/job-of.ts'
import type { LevelRecord, Sent } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'

/** How many levels of a location were changed within the window, and how many of these were set to zero. */
export interface WindowCount {
  readonly zeroed: number
  readonly changed: number
}

/** What the circuit breaker has stopped at a location, for people. */
export interface StoppedWrites extends WindowCount {
  readonly location: string
  /** Levels that are known at the location. */
  readonly known: number
  /** What it would have written, some of it: each with SKU, the number shown and the number wanted. */
  readonly examples: readonly string[]
}

/** What the circuit breaker remembers of one Shopify location. */
export interface BreakerState {
  readonly trippedAt: number | null
  /** What was stopped then; absent while nothing is, and for what was stopped before this was kept. */
  readonly stopped?: StoppedWrites
  /** Pictures up to this place were approved by a person. */
  readonly approvedAsOf: number
  /** What was written since then; what is on its way is counted from the stored batches. */
  readonly run: WindowCount & { readonly since: number }
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
  const before = await stoppedLocations(tables, shop)
  const others = before.filter((id) => id !== locationId)
  const now = state.trippedAt === null ? others : [...others, locationId]
  if (now.length !== before.length) await tables.switches.put(stoppedSwitch(shop), JSON.stringify(now))
}

const stoppedSwitch = (shop: string): string => `breakers:${shop}`

/**
 * Locations where the circuit breaker has stopped the writes. Older stores know only the counts: the locations of
 * what waits are looked at once.
 */
async function stoppedLocations(tables: StoreTables, shop: string): Promise<string[]> {
  const text = await tables.switches.get(stoppedSwitch(shop))
  if (text !== null) {
    const stored: string[] = JSON.parse(text)
    return stored
  }
  const stopped: string[] = []
  const waiting = await tables.levels.due(shop, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
  for (const locationId of new Set(waiting.map((level) => level.locationId)))
    if ((await readBreaker(tables, shop, locationId)).trippedAt !== null) stopped.push(locationId)
  await tables.switches.put(stoppedSwitch(shop), JSON.stringify(stopped))
  return stopped
}

/** A location where nothing is written until a person decides. */
export interface StoppedLocation {
  readonly locationId: string
  readonly location: string
  /** Clock time. */
  readonly since: number
  readonly run: StoppedWrites | null
}

/** Every location of the shop where the circuit breaker has stopped the writes, whatever became of the job that told of it. */
export async function stoppedAt(tables: StoreTables, shop: string): Promise<StoppedLocation[]> {
  const found: StoppedLocation[] = []
  for (const locationId of await stoppedLocations(tables, shop)) {
    const { trippedAt, stopped = null } = await readBreaker(tables, shop, locationId)
    if (trippedAt !== null) found.push({ locationId, location: stopped?.location ?? locationId, since: trippedAt, run: stopped })
  }
  return found
}

/** The count of the present window (ms); it begins again when the window is over or the clock was set back. */
export function windowAt({ run }: BreakerState, now: number, window: number): BreakerState['run'] {
  const age = now - run.since
  return age < 0 || age > window ? { since: now, zeroed: 0, changed: 0 } : run
}

/** What is written to a level of a location. */
export interface CountedWrite {
  readonly record: Pick<LevelRecord, 'counted'>
  readonly sent: Pick<Sent, 'asOf' | 'compare' | 'target'>
}

/**
 * Counts what writes add to the window of their location: a level once, however often it is written; those of approved pictures
 * not at all.
 */
export function countOf({ approvedAsOf }: BreakerState, { since }: BreakerState['run'], writes: readonly CountedWrite[]): WindowCount {
  const counting = writes.filter(({ sent }) => sent.asOf > approvedAsOf)
  const before = ({ counted }: CountedWrite['record']) => (counted?.run === since ? counted : null)
  return {
    changed: counting.filter(({ record }) => before(record) === null).length,
    zeroed: counting.filter(({ record, sent }) => toZero(sent) && before(record)?.zeroed !== true).length,
  }
}

/** The mark on a level that a write of it was counted in a window; none when the write does not count. */
export function markOf(
  { approvedAsOf }: BreakerState,
  { since }: BreakerState['run'],
  { record, sent }: CountedWrite,
): CountedWrite['record'] {
  if (sent.asOf <= approvedAsOf) return {}
  const zeroed = toZero(sent) || (record.counted?.run === since && record.counted.zeroed)
  return { counted: { run: since, zeroed } }
}

function toZero({ compare, target }: CountedWrite['sent']): boolean {
  return target === 0 && compare !== null && compare > 0
}

/** A person says that the stopped writes are right: everything read so far may be written, and what was kept back goes at once. */
export async function approveRun(tables: StoreTables, shop: string, locationId: string, now: number): Promise<void> {
  const asOf = await tables.nextAsOf()
  await writeBreaker(tables, shop, locationId, { trippedAt: null, approvedAsOf: asOf, run: { since: now, zeroed: 0, changed: 0 } })
  await tables.audit.add([{ at: now, shop, locationId, what: 'breaker-approved' }])
  await tables.failedJobs.resolve([causeOf({ code: 'BREAKER_TRIPPED', subject: { shop, shopifyLocationId: locationId } })], now)
  const waiting = await tables.levels.due(shop, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
  await tables.levels.put(waiting.filter((level) => level.locationId === locationId).map((level) => ({ ...level, due: 0 })))
}
