import type { Clock } from '../../../src/ports/clock.ts'
import type { IdSequence } from '../model/id-sequence.ts'

/** Who wants to hear of a topic. */
export interface Subscription {
  readonly id: string
  /** As in the schema, e.g. `INVENTORY_LEVELS_UPDATE`. */
  readonly topic: string
  readonly uri: string
  readonly name: string | null
  readonly apiVersion: string
  readonly createdAt: number
}

/** A topic as the schema writes it. */
function topicName(topic: string): string {
  return topic.replace('/', '_').toUpperCase()
}

/** True for an address on this machine; nothing else is ever called. */
export function isLoopback(uri: string): boolean {
  if (!URL.canParse(uri)) return false
  const { protocol, hostname } = new URL(uri)
  return (protocol === 'http:' || protocol === 'https:') && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

/** The webhook subscriptions that were made through the API. */
export class Subscriptions {
  readonly #byId = new Map<string, Subscription>()
  readonly #ids: IdSequence
  readonly #clock: Pick<Clock, 'now'>

  constructor(ids: IdSequence, clock: Pick<Clock, 'now'>) {
    this.#ids = ids
    this.#clock = clock
  }

  all(): Subscription[] {
    return [...this.#byId.values()]
  }

  get(id: string): Subscription | undefined {
    return this.#byId.get(id)
  }

  to(topic: string): Subscription[] {
    if (this.#byId.size === 0) return []
    const name = topicName(topic)
    return this.all().filter((subscription) => subscription.topic === name)
  }

  add(wanted: { topic: string; uri: string; name: string | null; apiVersion: string }): Subscription {
    const subscription = { ...wanted, id: this.#ids.next('WebhookSubscription'), createdAt: this.#clock.now() }
    this.#byId.set(subscription.id, subscription)
    return subscription
  }

  delete(id: string): boolean {
    return this.#byId.delete(id)
  }
}
