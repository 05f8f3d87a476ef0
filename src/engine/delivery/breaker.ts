import { SyncError } from '../../base/error/sync-error.ts'
import type { LevelRecord } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { countOf, markOf, readBreaker, windowAt, writeBreaker, type BreakerState, type WindowCount } from './breaker-state.ts'
import type { Write } from './form-batch.ts'
import { steadyNow } from './keep-time.ts'
import type { BreakerLimits } from '../../rules/delivery/options.ts'
import type { Outcome } from './outcome.ts'
import type { DeliveryPorts } from './ports.ts'
import type { Settled } from './settle-levels.ts'

/** After this time (ms) the levels of a stopped location are looked at again; an approval does so at once. */
const lookAgainAfter = 30_000
/** As many stopped levels are named in the job, whose texts are cut at 300 characters. */
const examplesAtMost = 12

/**
 * The circuit breaker (requirement 7.8): lets through what may be written now. Writes that would set more than the stated
 * share of a location to zero, or change more than the stated share, wait until a person approves them. Counted is what
 * was written within the window, what is on its way, and what is about to be sent: a level counts once, however often it is
 * written or tried.
 */
export async function stopWrites(
  tables: StoreTables,
  outcome: Outcome,
  ports: DeliveryPorts,
  writes: readonly Write[],
): Promise<readonly Write[]> {
  const { breaker } = ports.options
  if (isOff(breaker) || writes.length === 0) return writes
  const sending = await onTheWay(tables, ports.shopify.shop)
  const allowed = new Set<Write>()
  for (const [locationId, here] of Map.groupBy(writes, ({ record }) => record.locationId)) {
    const flying = sending.filter((record) => record.locationId === locationId)
    for (const write of await passLocation(tables, outcome, ports, locationId, here, flying)) allowed.add(write)
  }
  return writes.filter((write) => allowed.has(write))
}

/** Counts what was written in the windows of its locations, and gives it back with the mark that it was counted. */
export async function countWritten(tables: StoreTables, ports: DeliveryPorts, settled: readonly Settled[]): Promise<Settled[]> {
  const { breaker } = ports.options
  if (isOff(breaker)) return [...settled]
  const { shop } = ports.shopify
  const now = await steadyNow(tables, ports)
  const marked: Settled[] = []
  for (const [locationId, here] of Map.groupBy(settled, ({ record }) => record.locationId)) {
    const state = await readBreaker(tables, shop, locationId)
    const run = windowAt(state, now, breaker.window)
    const sum = add(run, countOf(state, run, here))
    await writeBreaker(tables, shop, locationId, { ...state, run: { since: run.since, ...sum } })
    marked.push(...here.map((one) => ({ ...one, record: { ...one.record, ...markOf(state, run, one) } })))
  }
  return marked
}

async function passLocation(
  tables: StoreTables,
  outcome: Outcome,
  ports: DeliveryPorts,
  locationId: string,
  here: readonly Write[],
  flying: readonly LevelRecord[],
): Promise<readonly Write[]> {
  const { breaker } = ports.options
  const { shop } = ports.shopify
  const now = ports.clock.now()
  const state = await readBreaker(tables, shop, locationId)
  const approved = here.filter(({ decision }) => decision.sent.asOf <= state.approvedAsOf)
  const counted = here.filter((write) => !approved.includes(write))
  if (counted.length === 0) return here

  const run = windowAt(state, await steadyNow(tables, ports), breaker.window)
  const sending = flying.flatMap((record) => (record.sent === null ? [] : [{ record, sent: record.sent }]))
  const writing = counted.map(({ record, decision }) => ({ record, sent: decision.sent }))
  const next = add(run, countOf(state, run, [...sending, ...writing]))
  const known = await tables.levels.countAt(shop, locationId)
  if (state.trippedAt === null && !tooMuch(next, breaker, known)) return here
  await tables.levels.put(counted.map(({ record }) => ({ ...record, due: now + lookAgainAfter })))
  if (state.trippedAt === null) await trip(tables, outcome, ports, locationId, { ...state, trippedAt: now, run }, next, known, counted)
  return approved
}

async function onTheWay(tables: StoreTables, shop: string): Promise<LevelRecord[]> {
  const records: LevelRecord[] = []
  for (const { body } of await tables.batches.all(shop)) records.push(...(await tables.levels.inBatch(body.key)))
  return records
}

function isOff({ zeroShare, changeShare }: BreakerLimits): boolean {
  return zeroShare <= 0 && changeShare <= 0
}

function add(one: WindowCount, other: WindowCount): WindowCount {
  return { zeroed: one.zeroed + other.zeroed, changed: one.changed + other.changed }
}

function tooMuch({ zeroed, changed }: WindowCount, { zeroShare, changeShare, minimum }: BreakerLimits, known: number): boolean {
  return beyond(zeroed, zeroShare, minimum, known) || beyond(changed, changeShare, minimum, known)
}

function beyond(count: number, share: number, minimum: number, known: number): boolean {
  return share > 0 && count >= minimum && count > share * known
}

/** One stopped write for people: `ABC-RED-M 12 → 0`. */
function exampleOf({ record, decision: { sent } }: Write): string {
  const name = record.wanted?.shopify.sku ?? record.wanted?.odoo.sku ?? record.inventoryItemId
  return `${name} ${sent.compare ?? '?'} → ${sent.target}`
}

async function trip(
  tables: StoreTables,
  outcome: Outcome,
  ports: DeliveryPorts,
  locationId: string,
  state: BreakerState,
  run: WindowCount,
  known: number,
  stopped: readonly Write[],
): Promise<void> {
  const { shop } = ports.shopify
  const wanted = stopped[0]?.record.wanted ?? null
  const location = wanted?.shopify.location ?? locationId
  const { zeroShare, changeShare, minimum } = ports.options.breaker
  const examples = stopped.slice(0, examplesAtMost).map(exampleOf)
  await writeBreaker(tables, shop, locationId, { ...state, stopped: { ...run, location, known, examples } })
  const more = stopped.length > examples.length ? ' …' : ''
  const share = beyond(run.zeroed, zeroShare, minimum, known) ? zeroShare : changeShare
  const values = {
    shop,
    location,
    zeroed: run.zeroed,
    changed: run.changed,
    known,
    limit: Math.round(share * 1000) / 10,
    minimum,
    skus: `${examples.join(', ')}${more}`,
  }
  const subject = { shop, shopifyLocationId: locationId, shopifyLocation: location }
  outcome.fail(new SyncError('BREAKER_TRIPPED', values, { subject }), ports, wanted?.via ?? '')
  const note = `${run.zeroed} to zero, ${run.changed} changed, of ${known}`
  outcome.audit.push({ at: ports.clock.now(), shop, locationId, what: 'breaker-tripped', note })
}
