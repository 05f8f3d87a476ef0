import type { Failure } from '../../base/error/failure.ts'
import type { Link } from '../../ports/store/link.ts'
import type { OdooCandidate, OdooIndex, VariantCandidate } from './candidates.ts'
import { findProduct, type Pointer } from './match-item.ts'
import { refusals, type Refuse } from './refusals.ts'

/**
 * What speaks against a link that stands (requirement 1.7). A link is by id and stays: its SKU and barcodes found it once and
 * do not undo it, whatever they name by now. What contradicts it is told, and a person decides; its stock goes on until then.
 * A product that is archived on one side is told only while the variant is on sale.
 */
export function doubtAbout(item: VariantCandidate, product: OdooCandidate, index: OdooIndex, refuse: Refuse): Failure | undefined {
  if (item.barred === 'not-on-sale') return undefined
  if (item.barred !== undefined) return refuse.barred(item, item.barred)
  if (!product.active) return refuse.archivedLinked(item, product)
  const found = findProduct(item, index)
  const elsewhere = (pointer: Pointer): Failure => refuse.contradicts('LINK_POINTS_ELSEWHERE', item, product, pointer)
  switch (found.outcome) {
    case 'found':
      return found.product.id === product.id ? undefined : elsewhere(found)
    case 'several': {
      const [first = product] = found.products
      if (found.products.some(({ id }) => id === product.id)) return refuse.notFound(item, found)
      return elsewhere({ by: found.by, value: found.value, product: first })
    }
    case 'contradiction':
      return among(found.bySku, found.byBarcode) ? refuse.notFound(item, found) : elsewhere(found.bySku)
    case 'shared':
      return among(found.one, found.other) ? refuse.notFound(item, found) : elsewhere(found.one)
    case 'archived':
    case 'none':
      return undefined
  }

  function among(...pointers: readonly Pointer[]): boolean {
    return pointers.some((pointer) => pointer.product.id === product.id)
  }
}

interface CheckPlace {
  readonly shop: string
  readonly odooDatabase: string
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

function problemOf(link: Link, { shop, odooDatabase, index, item: itemOf }: CheckPlace): Failure | undefined {
  const { inventoryItemId, variantId, sku, odooProductId } = link
  const refuse = refusals(shop, odooDatabase)
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
