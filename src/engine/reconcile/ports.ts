import type { Clock } from '../../ports/clock.ts'
import type { DeliveryPorts } from '../delivery/ports.ts'
import type { UnsaidFailure } from '../../base/messages/failed.ts'
import type { Random } from '../../ports/random.ts'
import type { Shopify } from '../../ports/shopify/shopify.ts'
import type { Store } from '../../ports/store/store.ts'
import type { Tolerance } from '../../rules/reconcile/compare-level.ts'
import type { KeptLease } from '../worker/kept-lease.ts'
import type { PageRequest } from './pages.ts'
import type { RunEvent } from './status.ts'

/** How long things may take, in milliseconds. */
export interface RunTiming {
  /** A level that differs is looked at again after this time at the earliest. */
  readonly settle: number
  /** After this time without an answer Odoo's stock is asked for again. */
  readonly answer: number
  /** How often the progress of an apply or a rollback is looked at. */
  readonly watch: number
  readonly progress: number
}

export const defaultTiming: RunTiming = { settle: 2000, answer: 300_000, watch: 500, progress: 1000 }

/** Everything the reconciliation of one shop works with. */
export interface ReconcilePorts {
  readonly store: Store
  readonly shopify: Shopify
  readonly clock: Clock
  readonly random: Random
  /** The node that runs it. */
  readonly node: string
  readonly tolerance: Tolerance
  readonly timing: RunTiming
  /** How the delivery of the shop works; its writes go through it. Null while nobody delivers to the shop. */
  delivery(): DeliveryPorts | null
  /** Tells the delivery that there is work. */
  wake(): void
  /** Asks for lines: the answer comes through the flow, by `take`. */
  ask(request: PageRequest): void
  tell(event: RunEvent): void
  failed(lines: readonly UnsaidFailure[]): void
  /** The right to work on the shop's run, where another could. */
  readonly lease?: KeptLease
}
