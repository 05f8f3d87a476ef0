import type { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import type { SetBatch } from '../../../src/ports/shopify/shopify.ts'
import { InMemoryShopify } from '../in-memory-shopify.ts'

/** A shop that tells of every batch at the instant it is written. */
export class WatchedShopify extends InMemoryShopify {
  readonly #written: (batch: SetBatch) => void

  constructor(model: ShopifyModel, written: (batch: SetBatch) => void, gate: () => Promise<void>) {
    super(model, { gate })
    this.#written = written
  }

  override async setQuantities(batch: SetBatch) {
    const answer = await super.setQuantities(batch)
    if (answer.outcome === 'applied') this.#written(batch)
    return answer
  }
}
