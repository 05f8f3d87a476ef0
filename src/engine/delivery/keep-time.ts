import type { Hold } from '../../ports/store/hold.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import type { DeliveryPorts } from './ports.ts'

/** What a shop's delivery last saw of the clock. */
interface SeenTime {
  /** The process that saw it; `elapsed` of another one means nothing. */
  readonly process: string
  readonly now: number
  readonly elapsed: number
  /** By how much the clock has been set so far while somebody watched, all times together. */
  readonly moved: number
}

const processes = new WeakMap<DeliveryPorts, string>()

/** A clock that is off by less than this (milliseconds) was not set, it runs a little fast or slow. */
const noticed = 1_000

/** How often what was seen is written down; a crash lets the holds last that much longer at most. */
const writtenEvery = 30_000

/** No delay of a level is longer than this or the longest back-off. */
const longestRest = 60_000

const timeSwitch = (shop: string): string => `clock:${shop}`

/**
 * Puts right what a clock that was set would change (SPEC.md, time). Holds last for the time that has passed while a delivery
 * watched: neither a jump nor a standstill of Node-RED ends one. A stored batch never looks younger than it is. A level that is
 * due later than any delay lasts is due now. Called at the beginning of every transaction that opens a hold or ends one by its
 * time, so that none is opened between a jump and its noticing.
 */
export async function keepTime(tables: StoreTables, ports: DeliveryPorts): Promise<void> {
  const { shop } = ports.shopify
  const now = ports.clock.now()
  const elapsed = ports.clock.elapsed()
  const seen = await readTime(tables, shop)
  const process = processOf(ports)
  const watched = seen?.process === process
  const passed = watched ? elapsed - seen.elapsed : 0
  const moved = seen === null ? 0 : now - seen.now - passed
  const set = Math.abs(moved) >= noticed
  if (set) {
    await tables.holds.put((await tables.holds.all(shop)).map((hold) => movedBy(hold, moved)))
    if (moved < 0)
      for (const batch of await tables.batches.all(shop)) await tables.batches.put({ ...batch, firstSentAt: batch.firstSentAt + moved })
  }
  await tables.levels.hasten(shop, now + Math.max(longestRest, ports.options.backoff.cap), now)
  if (watched && !set && passed < writtenEvery) return
  const total = (seen?.moved ?? 0) + (watched && set ? moved : 0)
  await tables.switches.put(timeSwitch(shop), JSON.stringify({ process, now, elapsed, moved: total } satisfies SeenTime))
}

/** Names the run of a delivery whose `elapsed` belongs together. */
function processOf(ports: DeliveryPorts): string {
  const known = ports.process ?? processes.get(ports)
  if (known !== undefined) return known
  const name = ports.random.uuid()
  processes.set(ports, name)
  return name
}

/** A hold by the clock as it is set now. */
function movedBy(hold: Hold, moved: number): Hold {
  return hold.expiresAt === null ? hold : { ...hold, openedAt: hold.openedAt + moved, expiresAt: hold.expiresAt + moved }
}

/** The clock without the jumps that were seen, to tell how long ago something was. */
export async function steadyNow(tables: StoreTables, ports: DeliveryPorts): Promise<number> {
  return ports.clock.now() - ((await readTime(tables, ports.shopify.shop))?.moved ?? 0)
}

async function readTime(tables: StoreTables, shop: string): Promise<SeenTime | null> {
  const text = await tables.switches.get(timeSwitch(shop))
  if (text === null) return null
  const seen: SeenTime = JSON.parse(text)
  return seen
}
