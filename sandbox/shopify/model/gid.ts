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

/** What Shopify says to an id that is no global id at all; undefined when it is one, of whatever kind. */
export function badGlobalId(id: unknown): string | undefined {
  if (typeof id === 'string' && /^gid:\/\/[^/\s]+\/[^/\s]+\/\S+$/.test(id)) return undefined
  return `Invalid global id '${typeof id === 'string' ? id : JSON.stringify(id)}'`
}
