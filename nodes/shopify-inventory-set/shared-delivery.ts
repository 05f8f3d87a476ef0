import { startDelivery, type Delivery } from '../../src/engine/delivery/delivery.ts'
import type { DeliveryOptions } from '../../src/rules/delivery/options.ts'
import type { DeliveryListener, DeliveryPorts } from '../../src/engine/delivery/ports.ts'
import { SyncError } from '../../src/base/error/sync-error.ts'
import type { Shopify } from '../../src/ports/shopify/shopify.ts'
import { leaseAgain, sharedBy } from '../../src/adapters/store/sqlite/lease-sqlite-store.ts'
import type { Store } from '../../src/ports/store/store.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'

/** What a node brings to the delivery of its shop. */
export interface Member {
  readonly shopify: Shopify
  readonly options: DeliveryOptions
  readonly listener: DeliveryListener
}

/** A node's part in the delivery of a shop. */
export interface DeliveryLease {
  /** Another one after the node that it was begun with has gone. */
  readonly delivery: Delivery
  /** Gives the part back; the last one stops the delivery. */
  release(): Promise<void>
}

interface Running {
  readonly member: Member
  readonly delivery: Delivery
}

const groups = new WeakMap<object, Map<string, Group>>()

/**
 * Nodes that write one shop from one store share one delivery, whichever connection or sync-store node they name it by: what is
 * shared is the file and the shop. So two tabs never race each other. It runs with the connection and the options of the node
 * that came first; when that one goes, with those of the next, once everything under way is settled. What becomes of a level
 * is told to the node that asked for it, what concerns the whole shop to all.
 */
export async function leaseDelivery(nodeId: string, store: Store, member: Member): Promise<DeliveryLease> {
  const { shop } = member.shopify
  const shops = groups.get(sharedBy(store)) ?? new Map<string, Group>()
  groups.set(sharedBy(store), shops)
  const stirred = (stirring: ReadonlySet<string>): void => {
    for (const name of stirring) shops.get(name)?.running?.delivery.wake()
  }
  const group = shops.get(shop) ?? new Group(leaseAgain(store), stirred, () => void shops.delete(shop))
  shops.set(shop, group)
  await group.join(nodeId, member)
  return {
    get delivery() {
      return group.delivery
    },
    release: () => group.leave(nodeId, member),
  }
}

/** How the shop is delivered to from this store at present, and how to wake the delivery; undefined while nobody delivers. */
export function sharedDelivery(store: Store, shop: string): { readonly ports: DeliveryPorts; wake(): void } | undefined {
  const running = groups.get(sharedBy(store))?.get(shop)?.running
  return running && { ports: running.delivery.ports, wake: () => running.delivery.wake() }
}

/** Says to the deliveries of shops, as far as they run here, that there may be work now. */
export function wakeDeliveries(store: Store, shops: Iterable<string>): void {
  for (const shop of shops) sharedDelivery(store, shop)?.wake()
}

/** The nodes that deliver to one shop from one store, and the delivery that runs for them. */
class Group {
  readonly #store: Store
  readonly #stirred: DeliveryPorts['stirred']
  readonly #ended: () => void
  readonly #members = new Map<string, Member>()
  #turning: Promise<void> = Promise.resolve()
  running: Running | undefined

  constructor(store: Store, stirred: DeliveryPorts['stirred'], ended: () => void) {
    this.#store = store
    this.#stirred = stirred
    this.#ended = ended
  }

  async join(nodeId: string, member: Member): Promise<void> {
    this.#members.set(nodeId, member)
    await this.#turn()
  }

  /** While one delivery follows another, the one before: what it is asked to store is stored. */
  get delivery(): Delivery {
    if (this.running === undefined) throw new SyncError('STORE_UNAVAILABLE', { detail: 'it is closed' })
    return this.running.delivery
  }

  async leave(nodeId: string, member: Member): Promise<void> {
    if (this.#members.get(nodeId) === member) this.#members.delete(nodeId)
    await this.#turn()
  }

  /** One change after the other: two deliveries of one shop never work side by side. */
  #turn(): Promise<void> {
    this.#turning = this.#turning.then(() => this.#settle())
    return this.#turning
  }

  /** Goes on with the member that came first. What is under way is settled before the next delivery begins. */
  async #settle(): Promise<void> {
    const before = this.running
    if (before !== undefined && [...this.#members.values()].includes(before.member)) return
    await before?.delivery.stop()
    const [member] = this.#members.values()
    this.running = member && this.#start(member)
    if (member !== undefined) return
    this.#ended()
    await this.#store.close()
  }

  #start(member: Member): Running {
    const { shopify, options } = member
    const listener: DeliveryListener = {
      applied: (lines) => this.#tell(lines, (one, own) => one.applied(own)),
      failed: (lines) => this.#tell(lines, (one, own) => one.failed(own)),
    }
    const told = { listener, ...(this.#stirred === undefined ? {} : { stirred: this.#stirred }) }
    const surroundings = { store: this.#store, shopify, clock: realClock, random: realRandom, options, ...told }
    return { member, delivery: startDelivery(surroundings) }
  }

  #tell<Line extends { readonly via?: string }>(
    lines: readonly Line[],
    how: (listener: DeliveryListener, lines: readonly Line[]) => void,
  ): void {
    for (const [id, { listener }] of this.#members) {
      const own = lines.filter((line) => line.via === id || line.via === undefined || !this.#members.has(line.via))
      if (own.length > 0) how(listener, own)
    }
  }
}
