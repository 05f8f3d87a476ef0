import type { ErrorCode } from '../../base/error/catalogue.ts'
import type { Failure } from '../../base/error/failure.ts'
import type { ErrorValues } from '../../base/error/sync-error.ts'
import { sentence } from '../../base/text/say.ts'
import type { OdooCandidate, VariantCandidate } from './candidates.ts'
import type { Found, Pointer } from './match-item.ts'

type NotFound = Exclude<Found, { outcome: 'found' }>
type MakeFailure = (code: ErrorCode, item: VariantCandidate, values: ErrorValues, product?: OdooCandidate) => Failure

/** Refusals to link, with every name that a person needs to mend the cause (requirements 1.3 and 7.4). */
export interface Refuse {
  barred(item: VariantCandidate, reason: NonNullable<VariantCandidate['barred']>): Failure
  blankSku(item: VariantCandidate): Failure
  /** `titles` of all items that have it. */
  duplicateInShopify(item: VariantCandidate, what: 'sku' | 'barcode', value: string, titles: readonly string[]): Failure
  notFound(item: VariantCandidate, found: NotFound): Failure
  archivedInOdoo(item: VariantCandidate, product: OdooCandidate): Failure
  /** The same of a link that stands. */
  archivedLinked(item: VariantCandidate, product: OdooCandidate): Failure
  taken(item: VariantCandidate, product: OdooCandidate, other: string): Failure
  /** Something points at another product than the metafield, a person, or the link that stands, says. */
  contradicts(
    code: 'LINK_METAFIELD_CONTRADICTS' | 'LINK_HAND_CONTRADICTS' | 'LINK_POINTS_ELSEWHERE',
    item: VariantCandidate,
    product: OdooCandidate,
    pointer: Pointer,
  ): Failure
}

/** At most this many names of duplicates are listed. */
const named = 5

/** Makes refusals for one shop and one Odoo database. */
export function refusals(shop: string, odooDatabase: string): Refuse {
  const failure: MakeFailure = (code, item, values, product) => ({
    code,
    values: { sku: nameOf(item), ...values },
    subject: {
      shop,
      odooDatabase,
      sku: item.sku,
      variantId: item.variantId,
      inventoryItemId: item.inventoryItemId,
      ...(product === undefined ? {} : { odooProductId: product.id, odooProduct: product.name }),
    },
  })
  return {
    barred(item, reason) {
      if (reason === 'bundle') return failure('ITEM_IS_BUNDLE', item, {})
      if (reason === 'untracked') return failure('ITEM_UNTRACKED', item, {})
      return failure('PRODUCT_ARCHIVED', item, { product: item.title, system: 'Shopify' })
    },
    blankSku: (item) => failure('LINK_SKU_BLANK', item, { variant: item.title }),
    duplicateInShopify: (item, what, value, titles) =>
      failure('LINK_DUPLICATE_IN_SHOPIFY', item, {
        count: titles.length,
        what: sentence(`finding.word.${what}`),
        value,
        found: listed(titles),
      }),
    notFound: (item, found) => notFound(item, found, failure),
    archivedInOdoo: (item, product) => failure('PRODUCT_ARCHIVED', item, { product: product.name, system: 'Odoo' }, product),
    archivedLinked: (item, product) => failure('LINK_PRODUCT_ARCHIVED', item, { product: product.name }, product),
    taken: (item, product, other) => failure('PRODUCT_TAKEN', item, { odooProduct: product.name, other }, product),
    contradicts: (code, item, product, { by, value, product: found }) =>
      failure(code, item, { odooProduct: product.name, what: sentence(`finding.word.${by}`), value, found: found.name }, product),
  }
}

function notFound(item: VariantCandidate, found: NotFound, failure: MakeFailure): Failure {
  if (found.outcome === 'several') {
    return failure('LINK_DUPLICATE_IN_ODOO', item, {
      count: found.products.length,
      what: sentence(`finding.word.${found.by === 'sku' ? 'internal-reference' : 'barcode'}`),
      value: found.value,
      found: listed(found.products.map(({ name, id }) => `${name} (${id})`)),
    })
  }
  if (found.outcome === 'contradiction') {
    const { bySku, byBarcode } = found
    const values = { barcode: byBarcode.value, bySku: bySku.product.name, byBarcode: byBarcode.product.name }
    return failure('LINK_CONTRADICTION', item, values, bySku.product)
  }
  if (found.outcome === 'shared') {
    const { one, other } = found
    const products = { oneProduct: one.product.name, otherProduct: other.product.name }
    return failure('LINK_SHARED_STOCK', item, { one: one.value, other: other.value, ...products })
  }
  if (found.outcome === 'none') return failure('PRODUCT_UNLINKED', item, {})
  return failure('PRODUCT_ARCHIVED', item, { product: found.product.name, system: 'Odoo' }, found.product)
}

/** What people know the item by. */
export function nameOf(item: Pick<VariantCandidate, 'sku' | 'title'>): string {
  return item.sku === '' ? item.title : item.sku
}

function listed(names: readonly string[]): string {
  return names.length > named ? `${names.slice(0, named).join(', ')}, …` : names.join(', ')
}
