import type { Clock } from '../../../src/ports/clock.ts'
import type { Random } from '../../../src/ports/random.ts'
import type { ShopEvent } from '../model/shop-event.ts'
import type { ShopifyModel } from '../model/shopify-model.ts'
import type { Delivery, DeliveryFaults, DeliveryRecord } from './delivery.ts'
import { webhookPayload } from './payload.ts'
import { webhookSignature } from './signature.ts'
import { isLoopback, type Subscriptions } from './subscriptions.ts'

interface SenderOptions {
  readonly clock: Clock
  readonly random: Pick<Random, 'uuid'>
  readonly secret: string
  readonly domain: string
  readonly apiVersion: string
  /** Waits between the attempts of one delivery in ms; after the last the subscription is deleted (shopify-facts 4). */
  readonly retryDelays: readonly number[]
}

/** Shopify waits at most this long for an answer. */
const answerWithinMs = 5000
const recordsKept = 1000

/** Sends webhooks to subscribers on this machine: in order, one after the other, apart from the faults asked for. */
export class WebhookSender {
  readonly faults: DeliveryFaults = { lose: 0, double: 0, reorder: 0 }
  /** Attempts so far, oldest first; the oldest are forgotten. */
  readonly records: DeliveryRecord[] = []
  readonly #options: SenderOptions
  readonly #model: ShopifyModel
  readonly #subscriptions: Subscriptions
  readonly #stop = new AbortController()
  #queue: Delivery[] = []
  #held: Delivery[] = []
  #working: Promise<void> | undefined

  constructor(options: SenderOptions, model: ShopifyModel, subscriptions: Subscriptions) {
    this.#options = options
    this.#model = model
    this.#subscriptions = subscriptions
  }

  /** Takes an event; it is sent later, never within the call that caused it. */
  hear(event: ShopEvent): void {
    for (const subscription of this.#subscriptions.to(event.topic)) {
      if (this.#spend('lose')) continue
      const delivery = { id: this.#options.random.uuid(), subscription, event }
      if (this.#spend('reorder')) this.#hold(delivery)
      else this.#put(delivery)
    }
  }

  /** Sends what is held back for reordering, though fewer came than were to be reordered. */
  release(): void {
    this.faults.reorder = 0
    const held = this.#held.toReversed()
    this.#held = []
    for (const delivery of held) this.#put(delivery)
  }

  /** Resolves when nothing is being sent; deliveries that wait for another attempt do not count. */
  async idle(): Promise<void> {
    while (this.#working !== undefined) await this.#working
  }

  async close(): Promise<void> {
    this.#stop.abort()
    this.#queue = []
    await this.idle()
  }

  #hold(delivery: Delivery): void {
    this.#held.push(delivery)
    if (this.faults.reorder === 0) this.release()
  }

  #put(delivery: Delivery): void {
    this.#queue.push(delivery)
    if (this.#spend('double')) this.#queue.push(delivery)
    this.#working ??= this.#work()
  }

  async #work(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      if (!(await this.#send(next))) void this.#again(next)
    }
    this.#working = undefined
  }

  /** Further attempts, until one succeeds, the subscription is gone, or it is deleted for failing too often. */
  async #again(delivery: Delivery): Promise<void> {
    for (const delay of this.#options.retryDelays) {
      await this.#options.clock.sleep(delay, this.#stop.signal)
      if (this.#stop.signal.aborted || this.#subscriptions.get(delivery.subscription.id) === undefined) return
      if (await this.#send(delivery)) return
    }
    this.#subscriptions.delete(delivery.subscription.id)
  }

  async #send({ id, subscription, event }: Delivery): Promise<boolean> {
    if (!isLoopback(subscription.uri)) return false
    const body = webhookPayload(this.#model, event)
    const { secret, domain, apiVersion } = this.#options
    const headers = {
      'Content-Type': 'application/json',
      'X-Shopify-Topic': event.topic,
      'X-Shopify-Hmac-Sha256': webhookSignature(body, secret),
      'X-Shopify-Shop-Domain': domain,
      'X-Shopify-API-Version': apiVersion,
      'X-Shopify-Webhook-Id': id,
      'X-Shopify-Event-Id': event.eventId,
      'X-Shopify-Triggered-At': new Date(event.at).toISOString(),
      ...(subscription.name === null ? {} : { 'X-Shopify-Name': subscription.name }),
    }
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(answerWithinMs)])
    const status = await fetch(subscription.uri, { method: 'POST', headers, body, redirect: 'manual', signal }).then(
      async (answer) => {
        await answer.body?.cancel()
        return answer.status
      },
      () => 0,
    )
    this.records.push({ webhookId: id, eventId: event.eventId, topic: event.topic, uri: subscription.uri, body, status })
    if (this.records.length > recordsKept) this.records.shift()
    return status >= 200 && status < 300
  }

  #spend(fault: keyof DeliveryFaults): boolean {
    if (this.faults[fault] <= 0) return false
    this.faults[fault] -= 1
    return true
  }
}
