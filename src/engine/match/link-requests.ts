import type { Failure } from '../../base/error/failure.ts'
import type { Link } from '../../ports/store/link.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { GrowingIndex, type OdooCandidate, type VariantCandidate } from '../../rules/link/candidates.ts'
import { type RequestField, type RequestVerdict, itemOf, type LinkRequest, productOf } from '../../rules/link/link-request.ts'
import { pointersOf } from '../../rules/link/match-item.ts'
import { nameOf, refusals, type Refuse } from '../../rules/link/refusals.ts'
import { findItems, namedProducts } from './catalogues.ts'
import type { LinkPorts } from './link-ports.ts'

/** Links of one shop as they are stored. */
interface StoredSides {
  readonly byItem: ReadonlyMap<string, Link>
  readonly byProduct: ReadonlyMap<number, readonly Link[]>
}

const rowsAtOnce = 500

/**
 * Decides about links that a person asks for, against both systems as they are now: one verdict per request, in their order. Refused is
 * what cannot be (a bundle, an archived product, a name that nobody or several have) and, unless `override`, what contradicts
 * itself: a SKU or barcode that points at another product, or a side that is linked already. Throws ODOO_*, SHOPIFY_*, STORE_*.
 */
export async function decideRequests(
  ports: LinkPorts,
  requests: readonly LinkRequest[],
  { override, signal }: { readonly override: boolean; readonly signal?: AbortSignal },
): Promise<RequestVerdict[]> {
  const { odoo, shopify, store, clock } = ports
  const { shop } = shopify
  const { name: odooDatabase } = await odoo.identity()
  const items = await findItems(shopify, requests, signal)
  const named = await namedProducts(odoo, {
    ids: requests.flatMap(({ odooProductId }) => odooProductId ?? []),
    skus: requests.flatMap(({ odooSku }) => odooSku ?? []),
  })
  const refuse = refusals(shop, odooDatabase)
  const products = new GrowingIndex()
  products.add(named)
  const names = { shop, odooDatabase, items, products }
  const pairs = requests.map((request) => ({ request, item: itemOf(request, names), product: productOf(request, names) }))

  const found = pairs.flatMap(({ item }) => (item.outcome === 'found' ? item.item : []))
  const index = new GrowingIndex()
  index.add(named)
  index.add(await namedProducts(odoo, { skus: found.map(({ sku }) => sku), barcodes: found.flatMap(({ barcodes }) => barcodes) }))
  const stored = await store.transaction((tables) =>
    storedSides(
      tables,
      shop,
      odooDatabase,
      found,
      named.map(({ id }) => id),
    ),
  )
  // What an item is linked to now is told by its name.
  const present = [...stored.byItem.values()].filter((link) => link.odooDatabase === odooDatabase && !index.byId.has(link.odooProductId))
  index.add(await namedProducts(odoo, { ids: present.map((link) => link.odooProductId) }))
  const asked = { items: new Map<string, number>(), products: new Map<number, string>() }
  for (const { item, product } of pairs) {
    if (item.outcome === 'found' && product.outcome === 'found' && !asked.items.has(item.item.inventoryItemId))
      asked.items.set(item.item.inventoryItemId, product.product.id)
  }
  const verdicts: RequestVerdict[] = []
  for (const [at, { request, item, product }] of pairs.entries()) {
    if (at % rowsAtOnce === rowsAtOnce - 1) await clock.sleep(0, signal)
    if (item.outcome === 'refused') verdicts.push(item)
    else if (product.outcome === 'refused') verdicts.push(product)
    else verdicts.push(decide({ request, item: item.item, product: product.product }))
  }
  return withoutGaps(verdicts, refuse)

  function decide(pair: {
    readonly request: LinkRequest
    readonly item: VariantCandidate
    readonly product: OdooCandidate
  }): RequestVerdict {
    const { request, item, product } = pair
    const { inventoryItemId, sku } = item
    const own = stored.byItem.get(inventoryItemId)
    const same = own?.odooProductId === product.id && own.odooDatabase === odooDatabase
    // What a person decided once is not asked again.
    const fault = standing(item, product, request, refuse) ?? (same && own.by === 'hand' ? undefined : against(item, product, request))
    if (fault !== undefined) return fault
    const others = (stored.byProduct.get(product.id) ?? []).filter((link) => link.inventoryItemId !== inventoryItemId)
    // Another request may give the other item another product: then the two change places.
    const holders = others.filter((link) => (asked.items.get(link.inventoryItemId) ?? product.id) === product.id)
    const [holder] = holders
    const twice = asked.products.get(product.id)
    if (twice !== undefined && twice !== inventoryItemId)
      return refused(productField(request), refuse.taken(item, product, nameOf(items.byId(twice) ?? item)))
    if (asked.items.get(inventoryItemId) !== product.id)
      return refused(itemField(request), taken(item, product, asked.items.get(inventoryItemId)))
    if (!override && own?.by === 'hand' && own.odooProductId !== product.id)
      return refused(itemField(request), taken(item, product, own.odooProductId))
    if (!override && holder !== undefined) return refused(productField(request), refuse.taken(item, product, holder.sku))
    asked.products.set(product.id, inventoryItemId)
    const variantId = request.variantId ?? item.variantId
    const link = {
      shop,
      inventoryItemId,
      variantId,
      sku,
      odooDatabase,
      odooProductId: product.id,
      by: request.by ?? 'hand',
      at: clock.now(),
    }
    const known = same && own.by === link.by
    const awaits = others.filter((other) => !holders.includes(other))
    return { outcome: 'linked', link, item, product, displaces: holders, awaits, field: productField(request), known }
  }

  function against(item: VariantCandidate, product: OdooCandidate, request: LinkRequest): RequestVerdict | undefined {
    const pointers = pointersOf(item, index)
    const [first] = pointers
    if (override || first === undefined || pointers.some((pointer) => pointer.product.id === product.id)) return undefined
    return refused(productField(request), refuse.contradicts('LINK_HAND_CONTRADICTS', item, product, first))
  }

  function taken(item: VariantCandidate, product: OdooCandidate, other: number | undefined): Failure {
    const name = other === undefined ? '' : (index.byId.get(other)?.name ?? String(other))
    const { sku, variantId, inventoryItemId } = item
    const subject = { shop, odooDatabase, sku, variantId, inventoryItemId, odooProductId: product.id, odooProduct: product.name }
    return { code: 'VARIANT_TAKEN', values: { sku, other: name, odooProduct: product.name }, subject }
  }
}

/** A product whose holder was to get another one is not free when the holder's own request was refused. */
function withoutGaps(verdicts: readonly RequestVerdict[], refuse: Refuse): RequestVerdict[] {
  let left = [...verdicts]
  for (;;) {
    const moving = new Set(left.flatMap((verdict) => (verdict.outcome === 'linked' ? verdict.link.inventoryItemId : [])))
    let refusedOne = false
    left = left.map((verdict) => {
      const holder = verdict.outcome === 'linked' ? verdict.awaits.find((link) => !moving.has(link.inventoryItemId)) : undefined
      if (verdict.outcome !== 'linked' || holder === undefined) return verdict
      refusedOne = true
      return refused(verdict.field, refuse.taken(verdict.item, verdict.product, holder.sku))
    })
    if (!refusedOne) return left
  }
}

/** What can never be linked, whatever a person says. */
function standing(item: VariantCandidate, product: OdooCandidate, request: LinkRequest, refuse: Refuse): RequestVerdict | undefined {
  if (item.barred !== undefined) return refused(itemField(request), refuse.barred(item, item.barred))
  return product.active ? undefined : refused(productField(request), refuse.archivedInOdoo(item, product))
}

async function storedSides(
  tables: StoreTables,
  shop: string,
  odooDatabase: string,
  items: readonly VariantCandidate[],
  productIds: readonly number[],
): Promise<StoredSides> {
  const own = await tables.links.byItem(shop, [...new Set(items.map(({ inventoryItemId }) => inventoryItemId))])
  const others = await tables.links.byProduct(shop, odooDatabase, productIds)
  return {
    byItem: new Map(own.map((link) => [link.inventoryItemId, link])),
    byProduct: Map.groupBy(others, (link) => link.odooProductId),
  }
}

function refused(field: RequestField, failure: Failure): RequestVerdict {
  return { outcome: 'refused', field, failure }
}

function itemField(request: LinkRequest): RequestField {
  if (request.inventoryItemId !== undefined) return 'inventoryItemId'
  return request.variantId === undefined ? 'sku' : 'variantId'
}

function productField(request: LinkRequest): RequestField {
  return request.odooProductId === undefined ? 'odooSku' : 'odooProductId'
}
