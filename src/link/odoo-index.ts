import { addTo, type OdooCandidate } from './link-candidate.ts'

/** The products of one Odoo database by internal reference and by barcode; archived ones apart. */
export interface OdooIndex {
  readonly bySku: ReadonlyMap<string, readonly OdooCandidate[]>
  readonly byBarcode: ReadonlyMap<string, readonly OdooCandidate[]>
  readonly archivedBySku: ReadonlyMap<string, readonly OdooCandidate[]>
  readonly archivedByBarcode: ReadonlyMap<string, readonly OdooCandidate[]>
  readonly count: number
}

/** Indexes products; feed it all pages at once or a generator over them. */
export function indexOdoo(products: Iterable<OdooCandidate>): OdooIndex {
  const bySku = new Map<string, OdooCandidate[]>()
  const byBarcode = new Map<string, OdooCandidate[]>()
  const archivedBySku = new Map<string, OdooCandidate[]>()
  const archivedByBarcode = new Map<string, OdooCandidate[]>()
  let count = 0
  for (const product of products) {
    count += 1
    addTo(product.active ? bySku : archivedBySku, product.sku.trim(), product)
    addTo(product.active ? byBarcode : archivedByBarcode, product.barcode.trim(), product)
  }
  return { bySku, byBarcode, archivedBySku, archivedByBarcode, count }
}
