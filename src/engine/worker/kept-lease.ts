import { SyncError } from '../../base/error/sync-error.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Lease } from '../../ports/store/lease.ts'
import type { Store, StoreTables } from '../../ports/store/store.ts'

/** What a lease is kept with. */
export interface LeaseTools {
  readonly store: Store
  readonly clock: Clock
}

/** How long a lease lasts without being prolonged, in milliseconds: longer than a call to Shopify or Odoo may take. */
export const leaseFor = 60_000

/** How often it is prolonged, in milliseconds. */
const keptEvery = 15_000

/**
 * The right to do one piece of work, where several workers could: taken before the work begins, prolonged while it lasts,
 * and looked at in every transaction that stores what came of it. A worker that was stopped for longer than the lease lasts
 * finds that another has taken over; nothing of what it still wanted to store is kept (SPEC.md, leases).
 */
export class KeptLease {
  readonly #tools: LeaseTools
  readonly #name: string
  readonly #owner: string
  #epoch = 0
  #takenAt = Number.NEGATIVE_INFINITY
  #others: Lease | null = null
  #seenAt = Number.POSITIVE_INFINITY

  /** `owner` names this one run of the worker. */
  constructor(tools: LeaseTools, name: string, owner: string) {
    this.#tools = tools
    this.#name = name
    this.#owner = owner
  }

  /**
   * Takes the lease, or prolongs it when it is time to. False while another has it, and while `quiet` says that something is under
   * way that began before another had it: that must not be stored under the new one. Throws STORE_*.
   */
  async keep(quiet = true): Promise<boolean> {
    const elapsed = this.#tools.clock.elapsed()
    if (this.#epoch > 0 && elapsed - this.#takenAt < keptEvery) return true
    const now = this.#tools.clock.now()
    const asked = { name: this.#name, owner: this.#owner, until: now + leaseFor }
    const lease = await this.#tools.store.transaction(async ({ leases }) =>
      leases.take(asked, this.#isOver(await leases.get(this.#name), elapsed) ? Number.POSITIVE_INFINITY : now),
    )
    this.#epoch = lease !== null && (quiet || lease.epoch === this.#epoch) ? lease.epoch : 0
    if (this.#epoch > 0) this.#takenAt = elapsed
    return this.#epoch > 0
  }

  /** Whether another's lease has not been prolonged for as long as it lasts, whatever time the clock has been set to meanwhile. */
  #isOver(found: Lease | null, elapsed: number): boolean {
    if (this.#others?.epoch !== found?.epoch || this.#others?.until !== found?.until) this.#seenAt = elapsed
    this.#others = found
    return elapsed - this.#seenAt >= leaseFor
  }

  /** Within a transaction: throws LEASE_LOST when another has the work now, so that nothing of the transaction is kept. */
  async check(tables: Pick<StoreTables, 'leases'>): Promise<void> {
    const lease = await tables.leases.get(this.#name)
    if (lease?.owner === this.#owner && lease.epoch === this.#epoch) return
    this.#epoch = 0
    throw new SyncError('LEASE_LOST', { name: this.#name })
  }

  /** Gives it back, so that the next worker need not wait. Throws STORE_*. */
  async end(): Promise<void> {
    this.#epoch = 0
    await this.#tools.store.transaction((tables) => tables.leases.end(this.#name, this.#owner))
  }
}
