import { shopifyLocationId } from '../../src/base/messages/shopify-location-id.ts'
import { asList, asText, isPlainObject } from './plain.ts'

export { shopifyLocationId, shortLocationId } from '../../src/base/messages/shopify-location-id.ts'

/** A Shopify location as the Shopify connection lists it. */
export interface ListedShopifyLocation {
  readonly id: string
  readonly name: string
  readonly active: boolean
  /** True when an app stocks and ships from it (a 3PL, usually). */
  readonly fulfillmentService: boolean
}

/** Reads the answer of `odoo-shopify/shopify-connection/<id>/locations`; rows without an id are left out. */
export function readShopifyLocations(answer: unknown): ListedShopifyLocation[] {
  const rows = isPlainObject(answer) ? asList(answer['locations']) : asList(answer)
  const read: ListedShopifyLocation[] = []
  for (const row of rows) {
    if (!isPlainObject(row)) continue
    const id = shopifyLocationId(asText(row['id']))
    if (id === null) continue
    read.push({ id, name: asText(row['name']), active: row['active'] !== false, fulfillmentService: row['fulfillmentService'] === true })
  }
  return read
}
