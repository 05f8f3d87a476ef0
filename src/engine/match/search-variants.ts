import type { Shopify } from '../../ports/shopify/shopify.ts'

/** Names in one search of Shopify's. */
const namesAtOnce = 20

/**
 * The inventory items of variants with exactly one of these SKUs or barcodes, as far as Shopify's search knows them. The
 * search finds too much (it takes no notice of case) and can trail behind, so it is no proof that there are no others.
 */
export async function searchVariants(shopify: Shopify, skus: Iterable<string>, barcodes: Iterable<string>): Promise<Set<string>> {
  const found = new Set<string>()
  const wantedSkus = namesOf(skus)
  const wantedBarcodes = namesOf(barcodes)
  const searches = [
    ...portions(wantedSkus).map((some) => ({ skus: some })),
    ...portions(wantedBarcodes).map((some) => ({ barcodes: some })),
  ]
  for (const search of searches) {
    for await (const page of shopify.variants(search)) {
      for (const { inventoryItemId, sku, barcodes: own } of page) {
        if (wantedSkus.has(sku.trim()) || own.some((barcode) => wantedBarcodes.has(barcode))) found.add(inventoryItemId)
      }
    }
  }
  return found
}

function namesOf(names: Iterable<string>): Set<string> {
  return new Set([...names].filter((name) => name !== ''))
}

function portions(names: ReadonlySet<string>): string[][] {
  const all = [...names]
  return Array.from({ length: Math.ceil(all.length / namesAtOnce) }, (_, at) => all.slice(at * namesAtOnce, (at + 1) * namesAtOnce))
}
