import { startDelivery, type Delivery } from '../../../../src/engine/delivery/delivery.ts'
import { defaultDeliveryOptions } from '../../../../src/rules/delivery/options.ts'
import type { LevelLine } from '../../../../src/base/messages/level.ts'
import { MemoryStore } from '../../../../src/adapters/store/memory/memory-store.ts'
import { ShopifyModel } from '../../../../sandbox/shopify/model/shopify-model.ts'
import type { ShopifyCall } from '../../../support/in-memory-shopify.ts'
import { inventoryItem, linkedLine } from '../../../support/levels.ts'
import { shopifyLocation } from '../../../support/pictures.ts'
import { VirtualClock } from '../../../support/virtual-clock.ts'
import { countedRandom } from './counted-random.ts'
import { WatchedShopify } from './watched-shopify.ts'

/** Stops calls to Shopify before or after they are carried out. */
type Gate = (moment: 'before' | 'after', call: ShopifyCall) => void | Promise<void>

interface ShopAtWork {
  readonly model: ShopifyModel
  readonly shopify: WatchedShopify
  readonly delivery: Delivery
  gate: Gate
}

/** Two shops that sell one product of one Odoo, with one store between them, as two flows on one file have it. */
export class TwoShops {
  readonly clock = new VirtualClock()
  readonly store = new MemoryStore()
  readonly random = countedRandom()
  readonly shops: readonly ShopAtWork[]

  constructor() {
    this.shops = ['one', 'two'].map((name) => this.#open(`${name}.myshopify.com`))
  }

  #open(shop: string): ShopAtWork {
    const model = new ShopifyModel({ clock: this.clock, random: this.random })
    const { id } = model.addLocation({ id: shopifyLocation(1), name: 'Location 1' })
    const variant = { itemId: inventoryItem(1), sku: 'SKU-1', tracked: true, levels: [{ locationId: id, available: 0 }] }
    model.addProduct({ title: 'Product 1', variants: [variant] })
    const atWork: { gate: Gate } = { gate: () => undefined }
    const shopify = new WatchedShopify(model, { shop, gate: (moment, call) => atWork.gate(moment, call) })
    const delivery = startDelivery({
      store: this.store,
      shopify,
      clock: this.clock,
      random: this.random,
      options: defaultDeliveryOptions,
      listener: { applied: () => undefined, failed: () => undefined },
      stirred: (stirring) => this.shops.filter((one) => stirring.has(one.shopify.shop)).forEach((one) => one.delivery.wake()),
    })
    return Object.assign(atWork, { model, shopify, delivery })
  }

  shop(place: number): ShopAtWork {
    const shop = this.shops[place]
    if (shop === undefined) throw new Error(`there is no shop ${place}`)
    return shop
  }

  /** One reading of Odoo reaches these shops at the same time. */
  async read(
    quantity: number,
    more: Partial<LevelLine> = {},
    places: readonly number[] = [0, 1],
    pools: readonly string[] = [],
  ): Promise<void> {
    const asOf = await this.store.transaction((tables) => tables.nextAsOf())
    const line = (place: number) =>
      linkedLine(1, 1, quantity, { asOf, ...(pools[place] === undefined ? {} : { pool: pools[place] }), ...more })
    await Promise.all(places.map((place) => this.shop(place).delivery.accept([line(place)], 'node')))
  }

  sell(place: number, quantity: number): void {
    this.shop(place).model.sell({ locationId: shopifyLocation(1), lines: [{ itemId: inventoryItem(1), quantity }] })
  }

  get shown(): readonly (number | undefined)[] {
    const address = { inventoryItemId: inventoryItem(1), locationId: shopifyLocation(1) }
    return this.shops.map(({ model }) => model.readLevels([address])[0]?.available)
  }

  async work(ms = 100): Promise<void> {
    await this.clock.advance(ms)
  }
}
