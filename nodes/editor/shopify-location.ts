import { asList, asText, isPlainObject } from './plain.ts'

/** A Shopify location as the Shopify connection lists it. */
export interface ListedShopifyLocation {
  readonly id: string
  readonly name: string
  readonly active: boolean
  /** True when an app stocks and ships from it (a 3PL, usually). */
  readonly fulfillmentService: boolean
}

const idPrefix = 'gid://shopify/Location/'

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

/** The full id of a location that may have been typed as its number alone, as it stands in the address of Shopify's admin; null when it is neither. */
export function shopifyLocationId(typed: string): string | null {
  const number = typed.trim().startsWith(idPrefix) ? typed.trim().slice(idPrefix.length) : typed.trim()
  return /^[0-9]+$/.test(number) ? `${idPrefix}${number}` : null
}

/** The number at the end of the id: what people see in Shopify's admin. */
export function shortLocationId(id: string): string {
  return id.startsWith(idPrefix) ? id.slice(idPrefix.length) : id
}
