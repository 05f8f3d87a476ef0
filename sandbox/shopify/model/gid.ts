/** A global id as Shopify writes it: `gid://shopify/<kind>/<number>`. */
export function gid(kind: string, id: number | string): string {
  return `gid://shopify/${kind}/${id}`
}

/** The kind in a global id, e.g. `InventoryItem`; undefined when it is no id of Shopify's. */
export function gidKind(id: string): string | undefined {
  return /^gid:\/\/shopify\/([A-Za-z]+)\/\d+/.exec(id)?.[1]
}

/** The number in a global id as text, because it may exceed 2^53 (shopify-facts 4); empty when there is none. */
export function legacyId(id: string): string {
  return /^gid:\/\/shopify\/[A-Za-z]+\/(\d+)/.exec(id)?.[1] ?? ''
}
