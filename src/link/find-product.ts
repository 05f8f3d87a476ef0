import type { OdooCandidate, VariantCandidate } from './link-candidate.ts'
import type { OdooIndex } from './odoo-index.ts'

/** What the SKU and the barcode of one variant point at in Odoo. */
export type Found =
  | { readonly outcome: 'found'; readonly by: 'sku' | 'barcode'; readonly product: OdooCandidate }
  | { readonly outcome: 'several'; readonly by: 'sku' | 'barcode'; readonly products: readonly OdooCandidate[] }
  | { readonly outcome: 'contradiction'; readonly bySku: OdooCandidate; readonly byBarcode: OdooCandidate }
  | { readonly outcome: 'archived'; readonly product: OdooCandidate }
  | { readonly outcome: 'none' }

/**
 * Looks a variant up by SKU, then by barcode (requirement 1.2). Both must agree where both are known; one that several
 * active products have settles nothing (requirement 1.3). Archived products do not stand in the way of active ones.
 */
export function findProduct(variant: Pick<VariantCandidate, 'sku' | 'barcode'>, index: OdooIndex): Found {
  const bySku = index.bySku.get(variant.sku) ?? []
  const byBarcode = index.byBarcode.get(variant.barcode) ?? []
  if (bySku.length > 1) return { outcome: 'several', by: 'sku', products: bySku }
  if (byBarcode.length > 1) return { outcome: 'several', by: 'barcode', products: byBarcode }

  const [skuHit] = bySku
  const [barcodeHit] = byBarcode
  if (skuHit !== undefined && barcodeHit !== undefined && skuHit.id !== barcodeHit.id) {
    return { outcome: 'contradiction', bySku: skuHit, byBarcode: barcodeHit }
  }
  if (skuHit !== undefined) return { outcome: 'found', by: 'sku', product: skuHit }
  if (barcodeHit !== undefined) return { outcome: 'found', by: 'barcode', product: barcodeHit }

  const archived = index.archivedBySku.get(variant.sku)?.[0] ?? index.archivedByBarcode.get(variant.barcode)?.[0]
  return archived === undefined ? { outcome: 'none' } : { outcome: 'archived', product: archived }
}
