import type { VariantQuery } from '../../ports/shopify/shopify.ts'

/** The search of Shopify's for a query; null when the whole catalogue is wanted. */
export function variantSearch({ changedAfter, skus = [], barcodes = [] }: VariantQuery): string | null {
  const terms = [...skus.map((sku) => `sku:${quoted(sku)}`), ...barcodes.map((barcode) => `barcode:${quoted(barcode)}`)]
  if (changedAfter !== undefined) terms.push(`updated_at:>'${changedAfter}'`)
  return terms.length === 0 ? null : terms.join(' OR ')
}

/** In quotes blanks and signs stand for themselves; a quote or a backslash needs a backslash before it. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
