import type { ShopifyVariant } from '../../ports/shopify/shopify.ts'

/** An Odoo product variant with what matching needs. */
export interface OdooCandidate {
  readonly id: number
  /** Internal reference (default_code); empty when it has none. */
  readonly sku: string
  readonly barcode: string
  readonly name: string
  readonly active: boolean
}

/** What is kept of an inventory item, with the variants that sell it, until the whole catalogue was seen. */
export interface VariantCandidate {
  readonly inventoryItemId: string
  /** The first variant, one on sale before others. */
  readonly variantId: string
  readonly sku: string
  /** Of all its variants on sale, without blanks and repetitions. */
  readonly barcodes: readonly string[]
  readonly title: string
  /** Several variants may share one inventory item: they are one stock and one link (shopify-facts 1.1). */
  readonly variants: number
  /** Why the item cannot be linked whatever it matches. */
  readonly barred: 'bundle' | 'not-on-sale' | 'untracked' | undefined
  /** The number in the metafield of `variantId`; null when there is none or it was not asked for. */
  readonly metafield: number | null
}

const noBarcodes: readonly string[] = []

/** SKUs and barcodes are compared exactly, but for white space around them. */
export function candidateOf(variant: ShopifyVariant): VariantCandidate {
  const barcodes = variant.barcodes.map((barcode) => barcode.trim()).filter((barcode) => barcode !== '')
  return {
    inventoryItemId: variant.inventoryItemId,
    variantId: variant.variantId,
    sku: variant.sku.trim(),
    barcodes: barcodes.length === 0 ? noBarcodes : barcodes,
    title: variant.title,
    variants: 1,
    barred: barred(variant),
    metafield: numberOf(variant),
  }
}

/** One item whose variants came one after the other: one on sale speaks for all that are not. */
export function joined(known: VariantCandidate, next: VariantCandidate): VariantCandidate {
  const variants = known.variants + next.variants
  if (known.barred === 'not-on-sale') return { ...next, variants }
  if (next.barred === 'not-on-sale') return { ...known, variants }
  return { ...known, variants, barcodes: [...new Set([...known.barcodes, ...next.barcodes])], barred: known.barred ?? next.barred }
}

function barred(variant: ShopifyVariant): VariantCandidate['barred'] {
  if (variant.requiresComponents) return 'bundle'
  if (variant.productStatus === 'ARCHIVED' || variant.productStatus === 'DRAFT') return 'not-on-sale'
  return variant.tracked ? undefined : 'untracked'
}

function numberOf({ metafield }: ShopifyVariant): number | null {
  const value = metafield?.value ?? ''
  return /^-?\d{1,15}$/.test(value) ? Number(value) : null
}

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

/** Values by key, for catalogues in which nearly every key has one value: then no list is kept for it. */
export class Groups<T extends object | string> {
  readonly #values = new Map<string, T | T[]>()

  /** Blank keys are no keys; a value that a key has already is not added again. */
  add(key: string, value: T): void {
    if (key === '') return
    const known = this.#values.get(key)
    if (known === undefined) this.#values.set(key, value)
    else if (!Array.isArray(known)) {
      if (known !== value) this.#values.set(key, [known, value])
    } else if (!known.includes(value)) known.push(value)
  }

  get(key: string): readonly T[] {
    const known = this.#values.get(key)
    if (known === undefined) return []
    return Array.isArray(known) ? known : [known]
  }
}

/**
 * What the metafield of a variant says (requirement 1.4): the id of its Odoo product, or why there is none. A number is
 * never taken away, only changed, so that an old one cannot come back to life after the store was lost.
 */
export const unlinkedValue = 0
/** Unlinked by hand: no match may link it. */
export const keptApartValue = -1
