/** True for the gid of an inventory item. Shopify refuses a whole call for one id that is none. */
export function isItemGid(id: string): boolean {
  return /^gid:\/\/shopify\/InventoryItem\/[0-9]+$/.test(id)
}

/** True for the gid of a variant. */
export function isVariantGid(id: string): boolean {
  return /^gid:\/\/shopify\/ProductVariant\/[0-9]+$/.test(id)
}

/** True for the gid of a location. */
export function isLocationGid(id: string): boolean {
  return /^gid:\/\/shopify\/Location\/[0-9]+$/.test(id)
}

/** The number at the end of a gid, as a text: it can be larger than a JavaScript number holds (shopify-facts 4). */
export function gidNumber(gid: string): string {
  return /(?<![0-9])[0-9]+$/.exec(gid)?.[0] ?? ''
}
