import type { Failure } from '../../base/error/failure.ts'
import type { ShopifyVariant } from '../../ports/shopify/shopify.ts'
import type { Link } from '../../ports/store/link.ts'
import { candidateOf, Groups, joined, type OdooIndex, type VariantCandidate } from './candidates.ts'
import { decideItems, type Verdict } from './match-item.ts'
import { nameOf, refusals } from './refusals.ts'
import { doubtAbout } from './standing-links.ts'

/** What is matched with what. */
export interface MatchOptions {
  readonly shop: string
  readonly odooDatabase: string
  /** Links set by hand: they stay as they are, and their products are taken. */
  readonly kept?: readonly Link[]
  /** Links to this database that were found before, by inventory item: they stay as long as item and product are there. */
  readonly standing?: ReadonlyMap<string, StandingLink>
  /** Inventory items that were unlinked by hand, and stay so. */
  readonly apart?: ReadonlySet<string>
  /** What the metafields of items without a stored link are worth; nothing when absent. */
  readonly metafields?: MetafieldTrust
  /** Clock time of the links that are found, in milliseconds. */
  readonly at: number
}

/** What a link that was found before ties its item to, and how it was found. */
export type StandingLink = Pick<Link, 'odooProductId' | 'by'>

export interface MetafieldTrust {
  /** Whether an item has a stored link; then its metafield is not looked at. */
  readonly linked: (inventoryItemId: string) => boolean
  /** True when the store was lost: links are taken from metafields that still fit. Else they can only contradict. */
  readonly restore: boolean
}

/** One answer per inventory item of the shop, but for those linked by hand; a link that stands in doubt is also refused. */
export type MatchResult =
  | { readonly outcome: 'linked'; readonly link: Link; readonly restored?: true }
  | { readonly outcome: 'refused'; readonly refusal: Failure }
  | { readonly outcome: 'apart'; readonly inventoryItemId: string }

/** How much was fed to a matcher. `shared`: items with several variants. */
export interface MatchFigures {
  readonly variants: number
  readonly items: number
  readonly shared: number
}

/**
 * Finds the links of a whole catalogue (requirement 1). Feed every page of variants, then take the results: duplicates are
 * only known at the end. What is kept meanwhile is a few strings per inventory item, so 100,000 variants need some tens of
 * megabytes and no page has to be read twice.
 */
export interface Matcher {
  add(page: readonly ShopifyVariant[]): void
  item(inventoryItemId: string): VariantCandidate | undefined
  items(): Iterable<VariantCandidate>
  figures(): MatchFigures
  results(): Generator<MatchResult>
}

/** Starts matching against an index of Odoo (`indexOdoo`). */
export function startMatch(index: OdooIndex, options: MatchOptions): Matcher {
  const items = new Map<string, VariantCandidate>()
  const bySku = new Groups<string>()
  const byBarcode = new Groups<string>()
  const figures = { variants: 0, shared: 0 }
  const titles = (ids: readonly string[]): string[] => ids.map((id) => items.get(id)?.title ?? id)

  function add(page: readonly ShopifyVariant[]): void {
    for (const variant of page) {
      figures.variants += 1
      const next = candidateOf(variant)
      const known = items.get(next.inventoryItemId)
      if (known?.variants === 1) figures.shared += 1
      items.set(next.inventoryItemId, known === undefined ? next : joined(known, next))
      if (next.barred === 'not-on-sale') continue
      bySku.add(next.sku, next.inventoryItemId)
      for (const barcode of next.barcodes) byBarcode.add(barcode, next.inventoryItemId)
    }
  }

  function* results(): Generator<MatchResult> {
    const { shop, odooDatabase, at, kept = [], standing = new Map<string, StandingLink>() } = options
    const byHand = new Set(kept.map((link) => link.inventoryItemId))
    const passed = new Set(byHand)
    const taken = new Map(kept.filter((link) => link.odooDatabase === odooDatabase).map((link) => [link.odooProductId, link.sku]))
    const refuse = refusals(shop, odooDatabase)
    for (const [id, link] of standing) {
      const item = items.get(id)
      const product = index.byId.get(link.odooProductId)
      if (item === undefined || product === undefined || byHand.has(id)) continue
      passed.add(id)
      taken.set(product.id, nameOf(item))
      yield { outcome: 'linked', link: linkOf(item, product.id, link.by) }
      const refusal = doubtAbout(item, product, index, refuse)
      if (refusal !== undefined) yield { outcome: 'refused', refusal }
    }
    const decided = decideItems(items.values(), index, { ...options, passed, byHand, bySku, byBarcode, titles })
    for (const { item, verdict } of decided) yield resultOf(item, verdict)

    function linkOf({ inventoryItemId, variantId, sku }: VariantCandidate, odooProductId: number, by: Link['by']): Link {
      return { shop, inventoryItemId, variantId, sku, odooDatabase, odooProductId, by, at }
    }

    function resultOf(item: VariantCandidate, verdict: Verdict): MatchResult {
      if (verdict.outcome === 'apart') return { outcome: 'apart', inventoryItemId: item.inventoryItemId }
      if (verdict.outcome === 'refused') return verdict
      const { product, by } = verdict
      const other = taken.get(product.id)
      if (other !== undefined) return { outcome: 'refused', refusal: refuse.taken(item, product, other) }
      taken.set(product.id, nameOf(item))
      const link = linkOf(item, product.id, by)
      return by === 'hand' ? { outcome: 'linked', link, restored: true } : { outcome: 'linked', link }
    }
  }

  return {
    add,
    results,
    item: (id) => items.get(id),
    items: () => items.values(),
    figures: () => ({ ...figures, items: items.size }),
  }
}
