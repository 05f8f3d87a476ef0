import type { Link } from '../../../ports/store/link.ts'
import type { LinkTable } from '../../../ports/store/store.ts'
import { IndexedMap, keyOf } from './indexed-map.ts'

const SHOP = 0
const PRODUCT = 1

export function linkRows(): IndexedMap<Link> {
  return new IndexedMap(
    (link) => link.shop,
    (link) => keyOf(link.shop, link.odooDatabase, String(link.odooProductId)),
  )
}

/** Links in memory. */
export function memoryLinks(rows: () => IndexedMap<Link>): LinkTable {
  return {
    async put(links) {
      for (const link of links) rows().put(keyOf(link.shop, link.inventoryItemId), link)
    },
    async remove(shop, inventoryItemIds) {
      for (const id of inventoryItemIds) rows().remove(keyOf(shop, id))
    },
    async byProduct(shop, odooDatabase, productIds) {
      return byItem([...new Set(productIds)].flatMap((id) => rows().group(PRODUCT, keyOf(shop, odooDatabase, String(id)))))
    },
    async byItem(shop, inventoryItemIds) {
      return byItem([...new Set(inventoryItemIds)].flatMap((id) => rows().get(keyOf(shop, id)) ?? []))
    },
    async count(shop) {
      return rows().groupSize(SHOP, shop)
    },
    async page(shop, after, limit) {
      return rows().page(keyOf(shop, ''), keyOf(shop, after ?? ''), limit)
    },
  }
}

function byItem(links: Link[]): Link[] {
  return links.toSorted((a, b) => (a.inventoryItemId < b.inventoryItemId ? -1 : a.inventoryItemId > b.inventoryItemId ? 1 : 0))
}
