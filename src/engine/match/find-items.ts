import type { Shopify, ShopifyVariant } from '../../ports/shopify/shopify.ts'
import type { ItemName } from '../../rules/link/link-ask.ts'
import { candidateOf, joined, type VariantCandidate } from '../../rules/link/link-candidate.ts'
import { searchVariants } from './search-variants.ts'
import { untilAborted } from './until-aborted.ts'

/** With more SKUs than this it is cheaper to read the whole catalogue than to search for each. */
const searchedAtMost = 200
/** Signs that Shopify's search is known to take as they are (shopify-facts 6). */
const plain = /^[A-Za-z0-9_-]+$/

/** The inventory items that names mean, as they are in Shopify now. */
export interface FoundItems {
  byId(inventoryItemId: string): VariantCandidate | undefined
  byVariant(variantId: string): VariantCandidate | undefined
  /** All that have the SKU. */
  bySku(sku: string): readonly VariantCandidate[]
}

/**
 * Finds the inventory items of many names at once. Ids are asked for as such; a SKU is searched for, and looked up in the
 * whole catalogue where the search is no proof: it trails behind, takes odd signs for its own, and shows duplicates late.
 */
export async function findItems(shopify: Shopify, names: readonly ItemName[], signal?: AbortSignal): Promise<FoundItems> {
  const ids = new Set(names.flatMap(({ inventoryItemId, variantId }) => [inventoryItemId, variantId]).filter((id) => id !== undefined))
  const skus = new Set(
    names.filter((name) => name.inventoryItemId === undefined && name.variantId === undefined).map(({ sku = '' }) => sku.trim()),
  )
  skus.delete('')
  const items = new Map<string, VariantCandidate>()
  const variants = new Map<string, string>()
  const twins = new Map<string, number>()
  const take = (some: readonly ShopifyVariant[]): void => {
    for (const variant of some) {
      if (variants.has(variant.variantId)) continue
      variants.set(variant.variantId, variant.inventoryItemId)
      twins.set(variant.inventoryItemId, variant.duplicateSkuCount)
      const known = items.get(variant.inventoryItemId)
      const next = candidateOf(variant)
      items.set(variant.inventoryItemId, known === undefined ? next : joined(known, next))
    }
  }
  const withSku = (sku: string): VariantCandidate[] => [...items.values()].filter((item) => item.sku === sku)

  take(await shopify.variantsOf([...ids]))
  // A variant may share its item with others.
  take(await shopify.variantsOf([...items.keys()]))
  if (skus.size > 0 && skus.size <= searchedAtMost) take(await shopify.variantsOf([...(await searchVariants(shopify, skus, []))]))
  const unproved = [...skus].filter((sku) => {
    if (skus.size > searchedAtMost) return true
    const found = withSku(sku)
    const [first] = found
    return first === undefined ? !plain.test(sku) : (twins.get(first.inventoryItemId) ?? 0) !== found.length - 1
  })
  if (unproved.length > 0) take(await shopify.variantsOf([...(await inCatalogue(shopify, new Set(unproved), signal))]))

  const bySku = Map.groupBy(items.values(), ({ sku }) => sku)
  return {
    byId: (id) => items.get(id),
    byVariant: (id) => items.get(variants.get(id) ?? ''),
    bySku: (sku) => bySku.get(sku) ?? [],
  }
}

async function inCatalogue(shopify: Shopify, skus: ReadonlySet<string>, signal: AbortSignal | undefined): Promise<Set<string>> {
  const found = new Set<string>()
  for await (const page of untilAborted(shopify.variants(), signal)) {
    for (const { sku, inventoryItemId } of page) if (skus.has(sku.trim())) found.add(inventoryItemId)
  }
  return found
}
