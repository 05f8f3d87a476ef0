import type { ErrorCode } from '../error/catalogue.ts'
import type { Failure } from '../error/failure.ts'
import type { ErrorValues } from '../error/sync-error.ts'
import type { Say } from '../text/say.ts'
import type { Found } from './find-product.ts'
import type { OdooCandidate, VariantCandidate } from './link-candidate.ts'

type NotFound = Exclude<Found, { outcome: 'found' }>
type MakeFailure = (code: ErrorCode, variant: VariantCandidate, values: ErrorValues, product?: OdooCandidate) => Failure

/** Refusals to link, with every name that a person needs to mend the cause (requirements 1.3 and 7.4). */
export interface Refuse {
  barred(variant: VariantCandidate, reason: NonNullable<VariantCandidate['barred']>): Failure
  blankSku(variant: VariantCandidate): Failure
  duplicateInShopify(variant: VariantCandidate, what: 'sku' | 'barcode', all: readonly VariantCandidate[]): Failure
  notFound(variant: VariantCandidate, found: NotFound): Failure
  taken(variant: VariantCandidate, product: OdooCandidate, other: string): Failure
}

/** At most this many names of duplicates are listed. */
const named = 5

/** Makes refusals for one shop and one Odoo database. */
export function refusals(shop: string, odooDatabase: string, say: Say): Refuse {
  const failure: MakeFailure = (code, variant, values, product) => ({
    code,
    values: { sku: nameOf(variant), ...values },
    subject: {
      shop,
      odooDatabase,
      sku: variant.sku,
      variantId: variant.variantId,
      inventoryItemId: variant.inventoryItemId,
      ...(product === undefined ? {} : { odooProductId: product.id, odooProduct: product.name }),
    },
  })
  return {
    barred(variant, reason) {
      if (reason === 'bundle') return failure('ITEM_IS_BUNDLE', variant, {})
      if (reason === 'untracked') return failure('ITEM_UNTRACKED', variant, {})
      return failure('PRODUCT_ARCHIVED', variant, { product: variant.title, system: 'Shopify' })
    },
    blankSku: (variant) => failure('LINK_SKU_BLANK', variant, { variant: variant.title }),
    duplicateInShopify: (variant, what, all) =>
      failure('LINK_DUPLICATE_IN_SHOPIFY', variant, {
        count: all.length,
        what: say(`finding.word.${what}`),
        value: variant[what],
        found: listed(all.map(({ title }) => title)),
      }),
    notFound: (variant, found) => notFound(variant, found, failure, say),
    taken: (variant, product, other) => failure('PRODUCT_TAKEN', variant, { odooProduct: product.name, other }, product),
  }
}

function notFound(variant: VariantCandidate, found: NotFound, failure: MakeFailure, say: Say): Failure {
  if (found.outcome === 'several') {
    return failure('LINK_DUPLICATE_IN_ODOO', variant, {
      count: found.products.length,
      what: say(`finding.word.${found.by === 'sku' ? 'internal-reference' : 'barcode'}`),
      value: variant[found.by],
      found: listed(found.products.map(({ name, id }) => `${name} (${id})`)),
    })
  }
  if (found.outcome === 'contradiction') {
    const { bySku, byBarcode } = found
    return failure('LINK_CONTRADICTION', variant, { barcode: variant.barcode, bySku: bySku.name, byBarcode: byBarcode.name }, bySku)
  }
  if (found.outcome === 'archived')
    return failure('PRODUCT_ARCHIVED', variant, { product: found.product.name, system: 'Odoo' }, found.product)
  return failure('PRODUCT_UNLINKED', variant, {})
}

/** What people know the variant by. */
function nameOf(variant: VariantCandidate): string {
  return variant.sku === '' ? variant.title : variant.sku
}

function listed(names: readonly string[]): string {
  return names.length > named ? `${names.slice(0, named).join(', ')}, …` : names.join(', ')
}
