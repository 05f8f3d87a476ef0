import type { Failure } from '../error/failure.ts'
import type { ShopifyVariant } from '../shopify/shopify.ts'
import type { Link } from '../store/link.ts'
import type { Say } from '../text/say.ts'
import { findProduct } from './find-product.ts'
import { addTo, candidateOf, type OdooCandidate, type VariantCandidate } from './link-candidate.ts'
import type { OdooIndex } from './odoo-index.ts'
import { refusals } from './refuse.ts'

/** What is matched with what. */
export interface MatchOptions {
  readonly shop: string
  readonly odooDatabase: string
  /** Links set by hand; they stay, and their products are taken. */
  readonly kept?: readonly Link[]
  /** Clock time of the links that are found, in milliseconds. */
  readonly at: number
}

/** One answer per inventory item of the shop. */
export type MatchResult = { readonly outcome: 'linked'; readonly link: Link } | { readonly outcome: 'refused'; readonly refusal: Failure }

/**
 * Finds the links of a whole catalogue (requirement 1). Feed every page of variants, then take the results: duplicates are
 * only known at the end. What is kept meanwhile is a few strings per inventory item, so 100,000 variants need some tens of
 * megabytes and no page has to be read twice.
 */
export interface Matcher {
  add(page: readonly ShopifyVariant[]): void
  results(say: Say): Generator<MatchResult>
}

/** Starts matching against an index of Odoo (`indexOdoo`). */
export function startMatch(index: OdooIndex, options: MatchOptions): Matcher {
  const kept = new Map((options.kept ?? []).map((link) => [link.inventoryItemId, link]))
  const items = new Map<string, VariantCandidate>()
  return {
    add(page) {
      for (const variant of page) {
        // Several variants may share one inventory item; they are one stock and no duplicates, and one on sale speaks for all.
        const known = items.get(variant.inventoryItemId)
        if (known === undefined || known.barred === 'not-on-sale') items.set(variant.inventoryItemId, candidateOf(variant))
      }
    },
    results: (say) =>
      match(
        [...items.values()].filter((item) => !kept.has(item.inventoryItemId)),
        index,
        options,
        say,
      ),
  }
}

function* match(variants: readonly VariantCandidate[], index: OdooIndex, options: MatchOptions, say: Say): Generator<MatchResult> {
  const refuse = refusals(options.shop, options.odooDatabase, say)
  const bySku = new Map<string, VariantCandidate[]>()
  const byBarcode = new Map<string, VariantCandidate[]>()
  for (const variant of variants) {
    if (variant.barred === 'not-on-sale') continue
    addTo(bySku, variant.sku, variant)
    addTo(byBarcode, variant.barcode, variant)
  }
  const ours = (options.kept ?? []).filter((link) => link.odooDatabase === options.odooDatabase)
  const taken = new Map(ours.map((link) => [link.odooProductId, link.sku]))
  const judge = (variant: VariantCandidate): Failure | { readonly by: 'sku' | 'barcode'; readonly product: OdooCandidate } => {
    if (variant.barred !== undefined) return refuse.barred(variant, variant.barred)
    if (variant.sku === '') return refuse.blankSku(variant)
    const twins = bySku.get(variant.sku) ?? []
    if (twins.length > 1) return refuse.duplicateInShopify(variant, 'sku', twins)
    const found = findProduct(variant, index)
    if (found.outcome !== 'found') return refuse.notFound(variant, found)
    const alike = byBarcode.get(variant.barcode) ?? []
    if (found.by === 'barcode' && alike.length > 1) return refuse.duplicateInShopify(variant, 'barcode', alike)
    return found
  }

  // A SKU is the surer sign, so products are given away by SKU before any is given away by barcode.
  const later: { variant: VariantCandidate; product: OdooCandidate }[] = []
  for (const variant of variants) {
    const verdict = judge(variant)
    if ('code' in verdict) yield { outcome: 'refused', refusal: verdict }
    else if (verdict.by === 'barcode') later.push({ variant, product: verdict.product })
    else yield give(variant, verdict.product, 'sku')
  }
  for (const { variant, product } of later) yield give(variant, product, 'barcode')

  function give(variant: VariantCandidate, product: OdooCandidate, by: Link['by']): MatchResult {
    const other = taken.get(product.id)
    if (other !== undefined) return { outcome: 'refused', refusal: refuse.taken(variant, product, other) }
    taken.set(product.id, variant.sku)
    const { inventoryItemId, variantId, sku } = variant
    const { shop, odooDatabase, at } = options
    return { outcome: 'linked', link: { shop, inventoryItemId, variantId, sku, odooDatabase, odooProductId: product.id, by, at } }
  }
}
