import type { AdminCalls } from './admin-calls.ts'
import type { AllBarcodes } from './all-barcodes.ts'
import { variantsDocument, variantsWithMetafieldDocument, type VariantsAnswer } from './documents/variants.ts'
import { gidNumber } from '../../ports/shopify/gid.ts'
import { PageTurn } from './page-turn.ts'
import type { ShopifyVariant, VariantQuery } from '../../ports/shopify/shopify.ts'
import { variantSearch } from './variant-search.ts'

/** Paging from one cursor to the next ends after 25,000 objects (shopify-facts 2); a new search begins before that. */
const objectsAtMost = 24_750

/** The whole catalogue or a part of it in the order of the ids, a page of at most 250 at a time, whatever its size. */
export async function* variantPages(
  shop: string,
  calls: AdminCalls,
  barcodes: AllBarcodes,
  wanted: VariantQuery,
): AsyncGenerator<readonly ShopifyVariant[]> {
  const document = wanted.metafield === true ? variantsWithMetafieldDocument : variantsDocument
  const search = variantSearch(wanted)
  let query = search
  let after: string | null = null
  let paged = 0
  const turn = new PageTurn(shop, document.operation)
  for (;;) {
    const page: VariantsAnswer['productVariants'] = (await calls.read(document, { after, query })).productVariants
    const { nodes } = page
    after = turn.next(page)
    if (nodes.length > 0) yield await barcodes.complete(nodes)
    const last = nodes.at(-1)
    if (after === null || last === undefined) return
    paged += nodes.length
    if (paged >= objectsAtMost) {
      turn.restart()
      const beyond = `id:>${gidNumber(last.id)}`
      query = search === null ? beyond : `(${search}) AND ${beyond}`
      after = null
      paged = 0
    }
  }
}
