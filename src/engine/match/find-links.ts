import type { Link } from '../../ports/store/link.ts'
import type { Store } from '../../ports/store/store.ts'
import { storedLinks } from './store-links.ts'

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
