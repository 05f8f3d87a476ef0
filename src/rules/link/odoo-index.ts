import { Groups } from './groups.ts'
import type { OdooCandidate } from './link-candidate.ts'

/** The products of one Odoo database by id, internal reference and barcode; archived ones apart. */
export interface OdooIndex {
  readonly byId: ReadonlyMap<number, OdooCandidate>
  readonly bySku: Groups<OdooCandidate>
  readonly byBarcode: Groups<OdooCandidate>
  readonly archivedBySku: Groups<OdooCandidate>
  readonly archivedByBarcode: Groups<OdooCandidate>
}

/** An index that takes products page by page. */
export class GrowingIndex implements OdooIndex {
  readonly byId = new Map<number, OdooCandidate>()
  readonly bySku = new Groups<OdooCandidate>()
  readonly byBarcode = new Groups<OdooCandidate>()
  readonly archivedBySku = new Groups<OdooCandidate>()
  readonly archivedByBarcode = new Groups<OdooCandidate>()

  add(products: Iterable<OdooCandidate>): void {
    for (const product of products) {
      if (this.byId.has(product.id)) continue
      this.byId.set(product.id, product)
      const [bySku, byBarcode] = product.active ? [this.bySku, this.byBarcode] : [this.archivedBySku, this.archivedByBarcode]
      bySku.add(product.sku.trim(), product)
      byBarcode.add(product.barcode.trim(), product)
    }
  }
}

/** Indexes products. */
export function indexOdoo(products: Iterable<OdooCandidate>): OdooIndex {
  const index = new GrowingIndex()
  index.add(products)
  return index
}
