import { booleanField, neededTextField, textField } from '../../ports/odoo/field.ts'
import type { Domain, Odoo, OdooRow } from '../../ports/odoo/odoo.ts'
import type { Shopify, ShopifyVariant } from '../../ports/shopify/shopify.ts'
import { candidateOf, joined, type OdooCandidate, type VariantCandidate } from '../../rules/link/candidates.ts'
import type { FoundItems, ItemName } from '../../rules/link/link-request.ts'
import { everyRow } from '../watch/odoo-reading.ts'

/** A product with the server's time of its last change, as `YYYY-MM-DD HH:MM:SS` in UTC. */
export interface OdooProductRow extends OdooCandidate {
  readonly writtenAt: string
}

const model = 'product.product'
const fields = ['default_code', 'barcode', 'display_name', 'active', 'write_date']
/** Archived products are wanted too: they explain why something has no link. */
const context = { active_test: false }
const pageSize = 1000
/** Values in one search. */
const valuesAtOnce = 500

/** Every product, or those of a search, a page at a time. Throws ODOO_*. */
export async function* odooProducts(odoo: Odoo, domain: Domain = []): AsyncGenerator<OdooProductRow[]> {
  for await (const rows of everyRow(odoo, model, domain, fields, { pageSize, context })) yield rows.map(productOf)
}

/** The products with any of these ids, internal references or barcodes, each once; spelled exactly so in Odoo. */
export async function namedProducts(
  odoo: Odoo,
  names: { readonly ids?: Iterable<number>; readonly skus?: Iterable<string>; readonly barcodes?: Iterable<string> },
): Promise<OdooProductRow[]> {
  const found = new Map<number, OdooProductRow>()
  for (const [field, values] of [
    ['id', names.ids ?? []],
    ['default_code', names.skus ?? []],
    ['barcode', names.barcodes ?? []],
  ] as const) {
    const wanted = [...new Set<number | string>(values)].filter((value) => value !== '')
    for (let start = 0; start < wanted.length; start += valuesAtOnce) {
      const domain = [[field, 'in', wanted.slice(start, start + valuesAtOnce)]] as const
      for await (const page of odooProducts(odoo, domain)) for (const product of page) found.set(product.id, product)
    }
  }
  return [...found.values()]
}

function productOf(row: OdooRow): OdooProductRow {
  return {
    id: row.id,
    sku: textField(row, 'default_code') ?? '',
    barcode: textField(row, 'barcode') ?? '',
    name: textField(row, 'display_name') ?? '',
    active: booleanField(row, 'active'),
    writtenAt: neededTextField(row, 'write_date'),
  }
}

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

/** With more SKUs than this it is cheaper to read the whole catalogue than to search for each. */
const searchedAtMost = 200
/** Signs that Shopify's search is known to take as they are (shopify-facts 6). */
const plain = /^[A-Za-z0-9_-]+$/

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

/**
 * The pages of a source until the signal aborts; then it throws the reason of the signal at once, also while a page is
 * still waited for.
 */
export async function* untilAborted<T>(pages: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  if (signal === undefined) {
    yield* pages
    return
  }
  const iterator = pages[Symbol.asyncIterator]()
  let stop: () => void = () => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
  aborted.catch(() => undefined)
  try {
    for (;;) {
      const next = iterator.next()
      next.catch(() => undefined)
      const { done, value } = await Promise.race([next, aborted])
      if (done === true) return
      yield value
    }
  } finally {
    signal.removeEventListener('abort', stop)
    // A source that still waits cannot be ended; it is left alone.
    if (!signal.aborted) await iterator.return?.()
  }
}
