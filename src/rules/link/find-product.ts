import type { OdooCandidate, VariantCandidate } from './link-candidate.ts'
import type { OdooIndex } from './odoo-index.ts'

/** An active Odoo product that the SKU or a barcode of an item points at. */
export interface Pointer {
  readonly by: 'sku' | 'barcode'
  readonly value: string
  readonly product: OdooCandidate
}

/** What the SKU and the barcodes of one item point at in Odoo. */
export type Found =
  | ({ readonly outcome: 'found' } & Pointer)
  | { readonly outcome: 'several'; readonly by: Pointer['by']; readonly value: string; readonly products: readonly OdooCandidate[] }
  | { readonly outcome: 'contradiction'; readonly bySku: Pointer; readonly byBarcode: Pointer }
  | { readonly outcome: 'shared'; readonly one: Pointer; readonly other: Pointer }
  | { readonly outcome: 'archived'; readonly product: OdooCandidate }
  | { readonly outcome: 'none' }

type Names = Pick<VariantCandidate, 'sku' | 'barcodes'>

/** Every active product that the item's SKU and barcodes point at, the SKU first. */
export function pointersOf({ sku, barcodes }: Names, index: OdooIndex): Pointer[] {
  return [
    ...index.bySku.get(sku).map((product): Pointer => ({ by: 'sku', value: sku, product })),
    ...barcodes.flatMap((value) => index.byBarcode.get(value).map((product): Pointer => ({ by: 'barcode', value, product }))),
  ]
}

/**
 * Looks an item up by SKU, then by barcode (requirement 1.2). All must agree where several are known; one that several
 * active products have settles nothing (requirement 1.3). Archived products do not stand in the way of active ones.
 */
export function findProduct(item: Names, index: OdooIndex): Found {
  const pointers = pointersOf(item, index)
  for (const { by, value } of pointers) {
    const alike = pointers.filter((pointer) => pointer.by === by && pointer.value === value)
    if (alike.length > 1) return { outcome: 'several', by, value, products: alike.map(({ product }) => product) }
  }
  const [first] = pointers
  if (first === undefined) return archived(item, index)
  const other = pointers.find(({ product }) => product.id !== first.product.id)
  if (other === undefined) return { outcome: 'found', ...first }
  return first.by === 'sku' ? { outcome: 'contradiction', bySku: first, byBarcode: other } : { outcome: 'shared', one: first, other }
}

function archived({ sku, barcodes }: Names, index: OdooIndex): Found {
  const hits = [...index.archivedBySku.get(sku), ...barcodes.flatMap((barcode) => index.archivedByBarcode.get(barcode))]
  const [product] = hits
  return product === undefined ? { outcome: 'none' } : { outcome: 'archived', product }
}
