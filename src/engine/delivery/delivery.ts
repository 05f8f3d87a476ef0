import type { LinkedLevelLine } from '../../base/messages/level.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey } from '../../ports/store/level-record.ts'
import { acceptLines, type AcceptCount, pairWith } from './accept-lines.ts'
import { approveRun, stoppedAt, type StoppedLocation } from './breaker-state.ts'
import { endHoldsByHand, type HoldsToEnd } from './end-holds.ts'
import { freezeOf, setFrozen, type Freeze } from './freeze.ts'
import type { DeliveryPorts } from './ports.ts'
import { retryLevel } from '../../rules/delivery/retry-levels.ts'
import { wakePools } from './pools.ts'
import { whySku, whyLevel, type Why } from './why.ts'
import { shopCauses } from '../../rules/delivery/shop-causes.ts'
import { KeptLease } from '../worker/kept-lease.ts'
import { startWorker, type WorkerState } from '../worker/worker.ts'
import type { Busy } from '../../rules/delivery/claim.ts'
import { pass } from './pass.ts'

/** Figures for the status of the node. */
export interface DeliveryDepth {
  readonly waiting: number
  readonly sending: number
  readonly failed: number
  readonly settled: number
  /** Clock time since which the oldest undelivered level has been waiting; null when none is. */
  readonly oldestSince: number | null
}

/** What waits for a person. */
export interface Stops {
  readonly freeze: Freeze | null
  readonly stopped: readonly StoppedLocation[]
}

/** Brings the levels of one shop to what is wanted. One per shop and store in a process. */
export interface Delivery {
  /** Stores what the lines want; `via` names the node that hears what becomes of them. */
  accept(lines: readonly LinkedLevelLine[], via: string): Promise<AcceptCount>
  depth(): Promise<DeliveryDepth>
  /** What keeps the shop, or a location of it, from being written until a person decides. */
  stops(): Promise<Stops>
  state(): WorkerState
  freeze(note: string): Promise<void>
  release(note: string): Promise<void>
  approve(locationId: string): Promise<void>
  /** Ends holds that a person names. Throws HOLD_UNKNOWN. */
  endHolds(holds: HoldsToEnd): Promise<Hold[]>
  pair(database: string): Promise<void>
  retry(keys: readonly LevelKey[]): Promise<void>
  /** Why is this number? As codes and values; whoever shows it puts it into words. */
  why(key: LevelKey): Promise<Why>
  /** The same for every level of a SKU; `location` is the name or the id of one Shopify location. */
  whySku(sku: string, location: string | null): Promise<Why[]>
  /** Says that there may be work: a hold was opened or ended, a switch was turned. */
  wake(): void
  stop(): Promise<void>
  /** What it works with, for whoever orders something of it within its own transaction. */
  readonly ports: DeliveryPorts
}

/** Starts the delivery of one shop: accepts levels and drains them until stopped. */
export function startDelivery(surroundings: Omit<DeliveryPorts, 'process' | 'lease'>, lanes?: number): Delivery {
  const { store, clock } = surroundings
  const { shop } = surroundings.shopify
  const process = surroundings.random.uuid()
  const lease = new KeptLease({ store, clock }, `delivery ${shop}`, process)
  const ports: DeliveryPorts = { ...surroundings, process, lease }
  const busy: Busy = { levels: new Set(), batches: new Set() }
  const work = {
    step: () => pass(ports, busy),
    nextDue: () => store.transaction((tables) => tables.levels.nextDue(shop)),
    subject: { shop },
    inherited: shopCauses(shop),
    lease,
  }
  const worker = startWorker(ports, work, lanes)

  async function turn(frozen: boolean, note: string): Promise<void> {
    await store.transaction((tables) => setFrozen(tables, shop, frozen, clock.now(), note))
    worker.wake()
  }

  return {
    async accept(lines, via) {
      const count = await acceptLines(ports, lines, via)
      if (count.accepted > 0) worker.wake()
      return count
    },
    depth: () => store.transaction((tables) => tables.levels.depth(shop)),
    stops: () => store.transaction(async (tables) => ({ freeze: await freezeOf(tables, shop), stopped: await stoppedAt(tables, shop) })),
    state: () => worker.state(),
    freeze: (note) => turn(true, note),
    release: (note) => turn(false, note),
    async approve(locationId) {
      await store.transaction((tables) => approveRun(tables, shop, locationId, clock.now()))
      worker.wake()
    },
    async endHolds(holds) {
      const ended = await store.transaction((tables) => endHoldsByHand(tables, holds, clock.now()))
      worker.wake()
      return ended
    },
    async pair(database) {
      await store.transaction((tables) => pairWith(tables, shop, database, clock.now()))
    },
    async retry(keys) {
      await store.transaction(async (tables) => {
        const records = (await tables.levels.get(keys)).filter((record) => record !== null)
        await tables.levels.put(records.map((record) => retryLevel(record)))
        await wakePools(
          tables,
          records.flatMap((record) => (record.wanted === null ? [] : [record.wanted.pool])),
          clock.now(),
        )
      })
      worker.wake()
    },
    why: (key) => store.transaction((tables) => whyLevel(tables, key, ports.options)),
    whySku: (sku, location) => whySku(store, shop, sku, location, ports.options),
    wake: () => worker.wake(),
    stop: () => worker.stop(),
    ports,
  }
}
