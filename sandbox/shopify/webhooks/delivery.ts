import type { ShopEvent } from '../model/shop-event.ts'
import type { Subscription } from './subscriptions.ts'

/** One event on its way to one subscriber. The id stays the same when it is tried again. */
export interface Delivery {
  readonly id: string
  readonly subscription: Subscription
  readonly event: ShopEvent
}

/** One attempt to deliver, as tests read it. */
export interface DeliveryRecord {
  readonly webhookId: string
  readonly eventId: string
  readonly topic: string
  readonly uri: string
  readonly body: string
  /** HTTP status of the subscriber; zero when it could not be reached in time. */
  readonly status: number
}

/** What goes wrong with the next deliveries. */
export interface DeliveryFaults {
  /** So many are never sent. */
  lose: number
  /** So many are sent twice, with the same id. */
  double: number
  /** So many are held back and then sent last first. */
  reorder: number
}
