import type { ShopifyVariant } from '../shopify/shopify.ts'

/** An Odoo product variant with what matching needs. */
export interface OdooCandidate {
  readonly id: number
  /** Internal reference (default_code); empty when it has none. */
  readonly sku: string
  readonly barcode: string
  readonly name: string
  readonly active: boolean
}

/** What of a Shopify variant is kept until the whole catalogue was seen. */
export type VariantCandidate = Pick<ShopifyVariant, 'variantId' | 'inventoryItemId' | 'sku' | 'barcode' | 'title'> & {
  /** Why the variant cannot be linked whatever it matches. */
  readonly barred: 'bundle' | 'not-on-sale' | 'untracked' | undefined
}

/** SKUs and barcodes are compared exactly, but for white space around them. */
export function candidateOf(variant: ShopifyVariant): VariantCandidate {
  return {
    variantId: variant.variantId,
    inventoryItemId: variant.inventoryItemId,
    sku: variant.sku.trim(),
    barcode: variant.barcode.trim(),
    title: variant.title,
    barred: barred(variant),
  }
}

function barred(variant: ShopifyVariant): VariantCandidate['barred'] {
  if (variant.requiresComponents) return 'bundle'
  if (variant.productStatus === 'ARCHIVED' || variant.productStatus === 'DRAFT') return 'not-on-sale'
  return variant.tracked ? undefined : 'untracked'
}

/** Adds a value to the list under a key; blank keys are no keys. */
export function addTo<T>(index: Map<string, T[]>, key: string, value: T): void {
  if (key === '') return
  const list = index.get(key)
  if (list === undefined) index.set(key, [value])
  else list.push(value)
}
