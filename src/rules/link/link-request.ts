import type { Failure } from '../../base/error/failure.ts'
import { sentence, type Sentence } from '../../base/text/say.ts'
import type { Link } from '../../ports/store/link.ts'
import type { OdooCandidate, OdooIndex, VariantCandidate } from './candidates.ts'
import { refusals } from './refusals.ts'

/** What a Shopify variant can be named by; its inventory item is meant. Several names must mean the same. */
export interface ItemName {
  readonly inventoryItemId?: string
  readonly variantId?: string
  readonly sku?: string
}

/** What an Odoo product can be named by: its id or its internal reference. */
export interface ProductName {
  readonly odooProductId?: number
  readonly odooSku?: string
}

/** A link that a person asks for. `by` is kept from an export, else it is a link by hand. */
export interface LinkRequest extends ItemName, ProductName {
  readonly by?: Link['by']
}

export type RequestField = keyof ItemName | keyof ProductName

/** Why a request cannot be met, and which of its names is to be looked at. */
export interface RequestRefusal {
  readonly outcome: 'refused'
  readonly field: RequestField
  readonly failure: Failure
}

/** A link that can be made. */
export interface RequestedLink {
  readonly outcome: 'linked'
  readonly link: Link
  readonly item: VariantCandidate
  readonly product: OdooCandidate
  /** Links that end with it. */
  readonly displaces: readonly Link[]
  /** Links of the same product whose items get another product at the same time. */
  readonly awaits: readonly Link[]
  /** What to look at should the product turn out not to be free. */
  readonly field: RequestField
  /** True when it is stored just so already. */
  readonly known: boolean
}

/** What a request comes to. */
export type RequestVerdict = RequestRefusal | RequestedLink

/** The inventory items that names mean, as they are in Shopify now. */
export interface FoundItems {
  byId(inventoryItemId: string): VariantCandidate | undefined
  byVariant(variantId: string): VariantCandidate | undefined
  /** All that have the SKU. */
  bySku(sku: string): readonly VariantCandidate[]
}

/** Where names are looked up. */
export interface NamePlace {
  readonly shop: string
  readonly odooDatabase: string
  readonly items: FoundItems
  readonly products: OdooIndex
}

const words = {
  inventoryItemId: 'item-id',
  variantId: 'variant-id',
  sku: 'sku',
  odooProductId: 'product-id',
  odooSku: 'internal-reference',
} as const satisfies Record<RequestField, string>

/** The one inventory item that a request means, or why there is none. */
export function itemOf(request: LinkRequest, place: NamePlace): { outcome: 'found'; item: VariantCandidate } | RequestRefusal {
  const { items, shop, odooDatabase } = place
  const { inventoryItemId, variantId } = request
  const sku = request.sku?.trim()
  const byId = inventoryItemId === undefined ? undefined : items.byId(inventoryItemId)
  const byVariant = variantId === undefined ? undefined : items.byVariant(variantId)
  if (inventoryItemId !== undefined && byId === undefined) return unknown('LINK_VARIANT_UNKNOWN', 'inventoryItemId', inventoryItemId, place)
  if (variantId !== undefined && byVariant === undefined) return unknown('LINK_VARIANT_UNKNOWN', 'variantId', variantId, place)
  const item = byId ?? byVariant
  if (byId !== undefined && byVariant !== undefined && byId !== byVariant)
    return disagree('variantId', ['inventoryItemId', inventoryItemId ?? ''], ['variantId', variantId ?? ''], place)
  if (item !== undefined) {
    const [field, value] =
      byId === undefined ? (['variantId', variantId ?? ''] as const) : (['inventoryItemId', inventoryItemId ?? ''] as const)
    return sku === undefined || sku === '' || sku === item.sku
      ? { outcome: 'found', item }
      : disagree('sku', ['sku', sku], [field, value], place)
  }
  const found = items.bySku(sku ?? '').filter(({ barred }) => barred !== 'not-on-sale')
  const [first] = found.length === 0 ? items.bySku(sku ?? '') : found
  if (first === undefined) return unknown('LINK_VARIANT_UNKNOWN', 'sku', sku ?? '', place)
  if (found.length < 2) return { outcome: 'found', item: first }
  const titles = found.map(({ title, variantId: id }) => `${title} (${id})`)
  const failure = refusals(shop, odooDatabase).duplicateInShopify(first, 'sku', first.sku, titles)
  return { outcome: 'refused', field: 'sku', failure }
}

/** The one Odoo product that a request means, or why there is none. Of several with one reference the active one is meant. */
export function productOf(request: LinkRequest, place: NamePlace): { outcome: 'found'; product: OdooCandidate } | RequestRefusal {
  const { products, shop, odooDatabase } = place
  const { odooProductId } = request
  const odooSku = request.odooSku?.trim()
  const byId = odooProductId === undefined ? undefined : products.byId.get(odooProductId)
  if (odooProductId !== undefined && byId === undefined) return unknown('LINK_PRODUCT_UNKNOWN', 'odooProductId', odooProductId, place)
  if (byId !== undefined) {
    if (odooSku === undefined || odooSku === '' || odooSku === byId.sku.trim()) return { outcome: 'found', product: byId }
    return disagree('odooSku', ['odooSku', odooSku], ['odooProductId', String(odooProductId)], place)
  }
  const active = products.bySku.get(odooSku ?? '')
  const [first] = active.length === 0 ? products.archivedBySku.get(odooSku ?? '') : active
  if (first === undefined) return unknown('LINK_PRODUCT_UNKNOWN', 'odooSku', odooSku ?? '', place)
  if (active.length < 2) return { outcome: 'found', product: first }
  const what = sentence('finding.word.internal-reference')
  const found = active.map(({ name, id }) => `${name} (${id})`).join(', ')
  const values = { count: active.length, what, value: first.sku, found, sku: first.sku }
  return { outcome: 'refused', field: 'odooSku', failure: { code: 'LINK_DUPLICATE_IN_ODOO', values, subject: { shop, odooDatabase } } }
}

function unknown(
  code: 'LINK_VARIANT_UNKNOWN' | 'LINK_PRODUCT_UNKNOWN',
  field: RequestField,
  value: string | number,
  { shop, odooDatabase }: NamePlace,
): RequestRefusal {
  const values = { what: sentence(`finding.word.${words[field]}`), value }
  const subject = { shop, odooDatabase, ...(field === 'sku' ? { sku: String(value) } : {}) }
  return { outcome: 'refused', field, failure: { code, values, subject } }
}

function disagree(
  field: RequestField,
  one: readonly [RequestField, string],
  other: readonly [RequestField, string],
  { shop, odooDatabase }: NamePlace,
): RequestRefusal {
  const told = ([name, value]: readonly [RequestField, string]): Sentence =>
    sentence('finding.field.named', { field: sentence(`finding.word.${words[name]}`), problem: value })
  const failure: Failure = {
    code: 'LINK_NAMES_DISAGREE',
    values: { one: told(one), other: told(other) },
    subject: { shop, odooDatabase },
  }
  return { outcome: 'refused', field, failure }
}
