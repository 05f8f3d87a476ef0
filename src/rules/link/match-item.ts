import type { Failure } from '../../base/error/failure.ts'
import type { Link } from '../../ports/store/link.ts'
import { type Groups, keptApartValue, type OdooCandidate, type OdooIndex, type VariantCandidate } from './candidates.ts'
import type { MatchOptions } from './match.ts'
import { refusals, type Refuse } from './refusals.ts'

/** What an item is to be linked to, before it is known whether another one took the product. */
export type Verdict =
  | { readonly outcome: 'linked'; readonly by: Link['by']; readonly product: OdooCandidate }
  | { readonly outcome: 'refused'; readonly refusal: Failure }
  | { readonly outcome: 'apart' }

export interface Decided {
  readonly item: VariantCandidate
  readonly verdict: Verdict
}

interface DecideOptions extends Omit<MatchOptions, 'kept' | 'standing' | 'at'> {
  /** Items that are passed over: they have a link. */
  readonly passed: ReadonlySet<string>
  /** Those of them that a person linked. */
  readonly byHand: ReadonlySet<string>
  readonly bySku: Groups<string>
  readonly byBarcode: Groups<string>
  readonly titles: (inventoryItemIds: readonly string[]) => string[]
}

/**
 * A verdict for each item: first what a metafield restores, because a person may have said so, then what SKUs found, and
 * last what only barcodes found, because the SKU is surer.
 */
export function* decideItems(items: Iterable<VariantCandidate>, index: OdooIndex, options: DecideOptions): Generator<Decided> {
  const refuse = refusals(options.shop, options.odooDatabase)
  const all = [...items].filter((item) => !options.passed.has(item.inventoryItemId))
  const restored = restorable(all, index, options)
  for (const [item, product] of restored) yield { item, verdict: { outcome: 'linked', by: 'hand', product } }
  const later: Decided[] = []
  for (const item of all) {
    if (restored.has(item)) continue
    const verdict = decide(item, index, options, refuse)
    if (verdict.outcome === 'linked' && verdict.by === 'barcode') later.push({ item, verdict })
    else yield { item, verdict }
  }
  yield* later
}

function decide(item: VariantCandidate, index: OdooIndex, options: DecideOptions, refuse: Refuse): Verdict {
  const { metafields, apart, bySku, byBarcode, titles } = options
  const own = metafields !== undefined && !metafields.linked(item.inventoryItemId)
  if (apart?.has(item.inventoryItemId) || (own && metafields.restore && item.metafield === keptApartValue)) return { outcome: 'apart' }
  const refused = (refusal: Failure): Verdict => ({ outcome: 'refused', refusal })
  if (item.barred !== undefined) return refused(refuse.barred(item, item.barred))
  const said = own && item.metafield !== null ? index.byId.get(item.metafield) : undefined
  if (said?.active) {
    const pointers = pointersOf(item, index)
    const [against] = pointers
    if (against !== undefined && !pointers.some(({ product }) => product.id === said.id))
      return refused(refuse.contradicts('LINK_METAFIELD_CONTRADICTS', item, said, against))
  }
  if (item.sku === '') return refused(refuse.blankSku(item))
  const twins = rivals(bySku.get(item.sku), options)
  if (twins.length > 1) return refused(refuse.duplicateInShopify(item, 'sku', item.sku, titles(twins)))
  const found = findProduct(item, index)
  if (found.outcome !== 'found') return refused(refuse.notFound(item, found))
  const alike = found.by === 'barcode' ? rivals(byBarcode.get(found.value), options) : []
  if (alike.length > 1) return refused(refuse.duplicateInShopify(item, 'barcode', found.value, titles(alike)))
  return { outcome: 'linked', by: found.by, product: found.product }
}

/**
 * Items whose links only the metafield still knows: set by hand, before the store was lost. It fits when its product is
 * active, no other item says the same, and SKU and barcodes point at nothing else; what SKU or barcode find by themselves
 * is left to them.
 */
function restorable(items: readonly VariantCandidate[], index: OdooIndex, options: DecideOptions): Map<VariantCandidate, OdooCandidate> {
  const { metafields, apart } = options
  const restored = new Map<VariantCandidate, OdooCandidate>()
  if (metafields?.restore !== true) return restored
  const said = new Map<number, number>()
  for (const { metafield } of items) if (metafield !== null) said.set(metafield, (said.get(metafield) ?? 0) + 1)
  for (const item of items) {
    if (item.metafield === null || item.barred !== undefined || said.get(item.metafield) !== 1) continue
    if (apart?.has(item.inventoryItemId) || metafields.linked(item.inventoryItemId)) continue
    const product = index.byId.get(item.metafield)
    if (product?.active !== true) continue
    const pointers = pointersOf(item, index)
    const fits = pointers.length === 0 || pointers.some((pointer) => pointer.product.id === product.id)
    if (fits && !findsItself(item, product, index, options)) restored.set(item, product)
  }
  return restored
}

/** Items with the same name among which nobody has chosen: what a person linked or unlinked does not count. */
function rivals(inventoryItemIds: readonly string[], { byHand, apart }: DecideOptions): readonly string[] {
  return inventoryItemIds.length < 2 ? inventoryItemIds : inventoryItemIds.filter((id) => !byHand.has(id) && !apart?.has(id))
}

function findsItself(item: VariantCandidate, product: OdooCandidate, index: OdooIndex, options: DecideOptions): boolean {
  const found = findProduct(item, index)
  if (item.sku === '' || rivals(options.bySku.get(item.sku), options).length > 1) return false
  if (found.outcome !== 'found' || found.product.id !== product.id) return false
  return found.by === 'sku' || rivals(options.byBarcode.get(found.value), options).length <= 1
}

/** An active Odoo product that the SKU or a barcode of an item points at. */
export interface Pointer {
  readonly by: 'sku' | 'barcode'
  readonly value: string
  readonly product: OdooCandidate
}

/** What the SKU and the barcodes of one item point at in Odoo. */
export type Found =
  | ({ readonly outcome: 'found' } & Pointer)
  | { readonly outcome: 'several'; readonly by: Pointer['by']; readonly value: string; readonly products: readonly OdooCandidate[] }
  | { readonly outcome: 'contradiction'; readonly bySku: Pointer; readonly byBarcode: Pointer }
  | { readonly outcome: 'shared'; readonly one: Pointer; readonly other: Pointer }
  | { readonly outcome: 'archived'; readonly product: OdooCandidate }
  | { readonly outcome: 'none' }

type Names = Pick<VariantCandidate, 'sku' | 'barcodes'>

/** Every active product that the item's SKU and barcodes point at, the SKU first. */
export function pointersOf({ sku, barcodes }: Names, index: OdooIndex): Pointer[] {
  return [
    ...index.bySku.get(sku).map((product): Pointer => ({ by: 'sku', value: sku, product })),
    ...barcodes.flatMap((value) => index.byBarcode.get(value).map((product): Pointer => ({ by: 'barcode', value, product }))),
  ]
}

/**
 * Looks an item up by SKU, then by barcode (requirement 1.2). All must agree where several are known; one that several
 * active products have settles nothing (requirement 1.3). Archived products do not stand in the way of active ones.
 */
export function findProduct(item: Names, index: OdooIndex): Found {
  const pointers = pointersOf(item, index)
  for (const { by, value } of pointers) {
    const alike = pointers.filter((pointer) => pointer.by === by && pointer.value === value)
    if (alike.length > 1) return { outcome: 'several', by, value, products: alike.map(({ product }) => product) }
  }
  const [first] = pointers
  if (first === undefined) return archived(item, index)
  const other = pointers.find(({ product }) => product.id !== first.product.id)
  if (other === undefined) return { outcome: 'found', ...first }
  return first.by === 'sku' ? { outcome: 'contradiction', bySku: first, byBarcode: other } : { outcome: 'shared', one: first, other }
}

function archived({ sku, barcodes }: Names, index: OdooIndex): Found {
  const hits = [...index.archivedBySku.get(sku), ...barcodes.flatMap((barcode) => index.archivedByBarcode.get(barcode))]
  const [product] = hits
  return product === undefined ? { outcome: 'none' } : { outcome: 'archived', product }
}
