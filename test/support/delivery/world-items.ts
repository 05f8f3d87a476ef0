import type { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import type { WorldSettings } from './world-settings.ts'

/** What Odoo has of an item, and what it has sent of it. */
export interface Stock {
  quantity: number
  reserved: number
  sent: number
}

/** Puts the items of a world into its shop, at one location; gives the ids of their inventory items. */
export function worldItems(model: ShopifyModel, locationId: string, { items, shows = 0 }: WorldSettings): string[] {
  return Array.from({ length: items }, (_, item) => {
    const { variantIds } = model.addProduct({
      title: `Item ${item}`,
      variants: [{ sku: `SKU-${item}`, tracked: true, levels: [{ locationId, available: shows }] }],
    })
    return model.state.catalogue.variants.get(variantIds[0] ?? '')?.itemId ?? ''
  })
}
