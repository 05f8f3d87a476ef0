import type { AdminCalls } from './admin-calls.ts'
import { variantsDocument, type VariantsAnswer } from './documents/variants.ts'
import { gidNumber } from './gid.ts'
import type { ShopifyVariant } from './shopify.ts'

/** Paging from one cursor to the next ends after 25,000 objects (shopify-facts 2); a new search begins before that. */
const objectsAtMost = 24_750

/** The whole catalogue in the order of the ids, a page of at most 250 at a time, whatever its size. */
export async function* variantPages(calls: AdminCalls): AsyncGenerator<readonly ShopifyVariant[]> {
  let query: string | null = null
  let after: string | null = null
  let paged = 0
  for (;;) {
    const { nodes, pageInfo }: VariantsAnswer['productVariants'] = (await calls.read(variantsDocument, { after, query })).productVariants
    if (nodes.length > 0) yield nodes.map(variantOf)
    const last = nodes.at(-1)
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null || last === undefined) return
    paged += nodes.length
    after = pageInfo.endCursor
    if (paged >= objectsAtMost) {
      query = `id:>${gidNumber(last.id)}`
      after = null
      paged = 0
    }
  }
}

function variantOf(node: VariantsAnswer['productVariants']['nodes'][number]): ShopifyVariant {
  return {
    variantId: node.id,
    inventoryItemId: node.inventoryItem.id,
    sku: node.sku ?? '',
    barcode: node.barcode ?? '',
    // A product without options has one variant, which Shopify calls so.
    title: node.displayName.replace(/ - Default Title$/, ''),
    productStatus: node.product.status,
    tracked: node.inventoryItem.tracked,
    requiresComponents: node.requiresComponents,
    duplicateSkuCount: node.inventoryItem.duplicateSkuCount,
  }
}
