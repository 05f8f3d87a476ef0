import type { Failure } from '../../base/error/failure.ts'
import type { Link } from '../../ports/store/link.ts'
import type { Say } from '../../base/text/say.ts'
import type { VariantCandidate } from './link-candidate.ts'
import type { OdooIndex } from './odoo-index.ts'
import { refusals } from './refuse.ts'

interface CheckPlace {
  readonly shop: string
  readonly odooDatabase: string
  readonly say: Say
  readonly index: OdooIndex
  /** What was read of an item; undefined when Shopify does not have it any more. */
  readonly item: (inventoryItemId: string) => VariantCandidate | undefined
}

/**
 * What is wrong with links set by hand. They stay, because a person meant them; but what they name can be gone, archived, or
 * no stock of its own by now, and that is told.
 */
export function checkHandLinks(links: readonly Link[], place: CheckPlace): Failure[] {
  return links.filter(({ odooDatabase }) => odooDatabase === place.odooDatabase).flatMap((link) => problemOf(link, place) ?? [])
}

function problemOf(link: Link, { shop, odooDatabase, say, index, item: itemOf }: CheckPlace): Failure | undefined {
  const { inventoryItemId, variantId, sku, odooProductId } = link
  const refuse = refusals(shop, odooDatabase, say)
  const item = itemOf(inventoryItemId)
  const subject = { shop, odooDatabase, sku, variantId, inventoryItemId, odooProductId }
  if (item === undefined) return { code: 'ITEM_UNKNOWN', values: { sku, inventoryItemId }, subject }
  // What is not on sale sells nothing, so nothing about it is urgent.
  if (item.barred === 'not-on-sale') return undefined
  if (item.barred !== undefined) return refuse.barred(item, item.barred)
  const product = index.byId.get(odooProductId)
  if (product === undefined) return { code: 'LINK_PRODUCT_GONE', values: { sku, odooProductId }, subject }
  return product.active ? undefined : refuse.archivedLinked(item, product)
}
