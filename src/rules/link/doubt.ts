import type { Failure } from '../../base/error/failure.ts'
import { findProduct, type Pointer } from './find-product.ts'
import type { OdooCandidate, VariantCandidate } from './link-candidate.ts'
import type { OdooIndex } from './odoo-index.ts'
import type { Refuse } from './refuse.ts'

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
