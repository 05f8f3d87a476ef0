import type { Link } from '../../ports/store/link.ts'
import type { Store, StoreTables } from '../../ports/store/store.ts'
import { keptApart } from './remembered.ts'

/** Links in one transaction. */
export const linksAtOnce = 500

/** What storing links came to. */
export interface StoredLinks {
  readonly added: number
  readonly changed: number
  /** Products that have a link and had none of this item before. */
  readonly newly: readonly number[]
}

/** The links of a shop after an item, some hundreds at a time, in the order of the items. */
export async function* storedLinks(store: Store, shop: string, from: string | null = null): AsyncGenerator<Link[]> {
  for (let after = from; ;) {
    const last: string | null = after
    const page: Link[] = await store.transaction((tables) => tables.links.page(shop, last, linksAtOnce))
    if (page.length > 0) yield page
    if (page.length < linksAtOnce) return
    after = page.at(-1)?.inventoryItemId ?? null
  }
}

/**
 * Stores those links found by matching that are new or other than stored, and counts them. At most `linksAtOnce`. A person
 * may have linked or unlinked something since the match began: what was done by hand stays.
 */
export async function putFoundLinks(store: Store, shop: string, links: readonly Link[]): Promise<StoredLinks> {
  if (links.length === 0) return { added: 0, changed: 0, newly: [] }
  return store.transaction(async (tables) => {
    const ids = links.map((link) => link.inventoryItemId)
    const before = new Map((await tables.links.byItem(shop, ids)).map((link) => [link.inventoryItemId, link]))
    const apart = await keptApart(tables, shop)
    const byHand = await takenByHand(tables, shop, links)
    const differing = links.filter((link) => {
      const now = before.get(link.inventoryItemId)
      if (now?.by === 'hand' || apart.has(link.inventoryItemId)) return false
      const holder = byHand.get(`${link.odooDatabase} ${link.odooProductId}`)
      return (holder === undefined || holder === link.inventoryItemId) && !sameLink(link, now)
    })
    await tables.links.put(differing)
    const added = differing.filter((link) => !before.has(link.inventoryItemId)).length
    const newly = differing.filter((link) => before.get(link.inventoryItemId)?.odooProductId !== link.odooProductId)
    return { added, changed: differing.length - added, newly: newly.map((link) => link.odooProductId) }
  })
}

/** The items to which the products of links are linked by hand. */
async function takenByHand(tables: StoreTables, shop: string, links: readonly Link[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const [database, some] of Map.groupBy(links, (link) => link.odooDatabase)) {
    const ids = some.map((link) => link.odooProductId)
    for (const { by, odooProductId, inventoryItemId } of await tables.links.byProduct(shop, database, ids)) {
      if (by === 'hand') found.set(`${database} ${odooProductId}`, inventoryItemId)
    }
  }
  return found
}

/** True when storing the link would change nothing but its time. */
function sameLink(link: Link, other: Link | undefined): boolean {
  return (
    other !== undefined &&
    link.odooDatabase === other.odooDatabase &&
    link.odooProductId === other.odooProductId &&
    link.sku === other.sku &&
    link.variantId === other.variantId &&
    link.by === other.by
  )
}

/** A page of the list of links, for people. */
export interface LinkPage {
  readonly links: readonly Link[]
  /** Where the next page begins; null after the last one. */
  readonly next: string | null
  /** All links of the shop, whatever was searched for. */
  readonly total: number
}

/**
 * Links whose SKU, ids or Odoo product id contain a text, after an inventory item, in the order of the items. Letters are
 * alike in both cases; an empty text finds all.
 */
export async function findLinks(
  store: Store,
  shop: string,
  { search, after, limit }: { readonly search: string; readonly after: string | null; readonly limit: number },
): Promise<LinkPage> {
  const total = await store.transaction((tables) => tables.links.count(shop))
  const wanted = search.trim().toLowerCase()
  const links: Link[] = []
  for await (const page of storedLinks(store, shop, after)) {
    for (const link of page) {
      if (!contains(link, wanted)) continue
      if (links.length === limit) return { links, next: links.at(-1)?.inventoryItemId ?? null, total }
      links.push(link)
    }
  }
  return { links, next: null, total }
}

function contains({ sku, inventoryItemId, variantId, odooProductId }: Link, wanted: string): boolean {
  return [sku, inventoryItemId, variantId, String(odooProductId)].some((text) => text.toLowerCase().includes(wanted))
}
