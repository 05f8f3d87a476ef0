import type { Clock } from '../../ports/clock.ts'
import type { AppliedLine } from '../../base/messages/applied.ts'
import type { UnsaidFailure } from '../../base/messages/failed.ts'
import type { Random } from '../../ports/random.ts'
import type { Shopify } from '../../ports/shopify/shopify.ts'
import type { Store } from '../../ports/store/store.ts'
import type { DeliveryOptions } from '../../rules/delivery/options.ts'
import type { KeptLease } from '../worker/kept-lease.ts'

/** What a delivery tells to whoever listens, always after the change behind it is stored. */
export interface DeliveryListener {
  applied(lines: readonly AppliedLine[]): void
  failed(lines: readonly UnsaidFailure[]): void
}

/** Everything one shop's delivery works with. */
export interface DeliveryPorts {
  readonly store: Store
  readonly shopify: Shopify
  readonly clock: Clock
  readonly random: Random
  readonly options: DeliveryOptions
  readonly listener: DeliveryListener
  /** Hears which shops on this store have something to do now, because a stock that they sell too was sold or came free. */
  readonly stirred?: (shops: ReadonlySet<string>) => void
  /** Names this run of the delivery: `elapsed` of another one means nothing. */
  readonly process?: string
  /** The right to work on the shop's levels, where another delivery could. */
  readonly lease?: KeptLease
}
