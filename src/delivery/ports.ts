import type { Clock } from '../clock.ts'
import type { AppliedLine } from '../line/applied.ts'
import type { FailedLine } from '../line/failed.ts'
import type { Random } from '../random.ts'
import type { Shopify } from '../shopify/shopify.ts'
import type { Store } from '../store/store.ts'
import type { Say } from '../text/say.ts'
import type { DeliveryOptions } from './options.ts'

/** What a delivery tells to whoever listens, always after the change behind it is stored. */
export interface DeliveryListener {
  applied(lines: readonly AppliedLine[]): void
  failed(lines: readonly FailedLine[]): void
}

/** Everything one shop's delivery works with. */
export interface DeliveryPorts {
  readonly store: Store
  readonly shopify: Shopify
  readonly clock: Clock
  readonly random: Random
  readonly say: Say
  readonly options: DeliveryOptions
  readonly listener: DeliveryListener
  /** Hears which shops on this store have something to do now, because a stock that they sell too was sold or came free. */
  readonly stirred?: (shops: ReadonlySet<string>) => void
}
