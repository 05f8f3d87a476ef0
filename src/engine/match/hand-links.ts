import type { Failure } from '../../base/error/failure.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { sentence } from '../../base/text/say.ts'
import type { Link } from '../../ports/store/link.ts'
import { keptApartValue, unlinkedValue } from '../../rules/link/candidates.ts'
import type { ItemName, RequestedLink } from '../../rules/link/link-request.ts'
import type { LinkPorts, MatchSettings } from './link-ports.ts'
import { metafieldsAtOnce, type MetafieldWrite, writeMetafields } from './metafields.ts'
import { keepApart } from './remembered.ts'
import { linksAtOnce, storedLinks } from './stored-links.ts'

/** What was done, and what has to be looked at because of it. */
export interface LinksSet {
  readonly items: readonly string[]
  readonly products: readonly number[]
  /** Metafields that could not be written; the links stand all the same. */
  readonly unwritten: readonly Failure[]
}

/** Stores links that were decided, ends those that they displace, and writes both to the variants. */
export async function setLinks(
  { shopify, store }: LinkPorts,
  { metafield }: MatchSettings,
  verdicts: readonly RequestedLink[],
): Promise<LinksSet> {
  const { shop } = shopify
  const fresh = verdicts.filter(({ known }) => !known)
  for (let start = 0; start < fresh.length; start += linksAtOnce) {
    const some = fresh.slice(start, start + linksAtOnce)
    await store.transaction(async (tables) => {
      await tables.links.remove(
        shop,
        some.flatMap(({ displaces }) => displaces.map((link) => link.inventoryItemId)),
      )
      await tables.links.put(some.map(({ link }) => link))
      await keepApart(tables, shop, { remove: some.map(({ link }) => link.inventoryItemId) })
    })
  }
  const unwritten: Failure[] = []
  const linked = new Set(fresh.map(({ link }) => link.inventoryItemId))
  const displaced = fresh.flatMap(({ displaces }) => displaces).filter((link) => !linked.has(link.inventoryItemId))
  if (metafield !== 'off') {
    const writes: MetafieldWrite[] = [
      ...fresh.map(({ link, item }) => ({
        link: { ...link, variantId: item.variantId },
        value: link.odooProductId,
        current: item.metafield,
      })),
      // What stands there is not known; it is read before it is written.
      ...displaced.map((link) => ({ link, value: unlinkedValue, current: link.odooProductId })),
    ].filter(({ value, current }) => value !== current)
    for (let start = 0; start < writes.length; start += metafieldsAtOnce) {
      const { failures, stopped } = await writeMetafields(shopify, writes.slice(start, start + metafieldsAtOnce))
      unwritten.push(...failures)
      if (stopped) break
    }
  }
  return {
    items: [...linked, ...displaced.map((link) => link.inventoryItemId)],
    products: [
      ...new Set(fresh.flatMap(({ link, displaces }) => [link.odooProductId, ...displaces.map(({ odooProductId }) => odooProductId)])),
    ],
    unwritten,
  }
}

/** Which link is to end, by what it is known by in the store. */
export interface UnlinkRequest extends ItemName {
  readonly odooProductId?: number
}

export interface Unlinked {
  readonly links: readonly Link[]
  readonly unwritten: readonly Failure[]
}

/**
 * Ends links. With `apart`, matching does not make them again until somebody links the item by hand. Names that Shopify no
 * longer has are fine: only the store is asked. Throws LINK_UNKNOWN when there is no such link.
 */
export async function unlink(
  { odoo, shopify, store }: LinkPorts,
  { metafield }: MatchSettings,
  request: UnlinkRequest,
  apart: boolean,
): Promise<Unlinked> {
  const { shop } = shopify
  const { name: odooDatabase } = request.odooProductId === undefined ? { name: '' } : await odoo.identity()
  const links: Link[] = []
  for await (const page of candidates(request)) links.push(...page.filter((link) => fits(link, request, odooDatabase)))
  if (links.length === 0) throw unknown(request)

  const ids = links.map((link) => link.inventoryItemId)
  await store.transaction(async (tables) => {
    await tables.links.remove(shop, ids)
    await keepApart(tables, shop, apart ? { add: ids } : { remove: ids })
  })
  if (metafield === 'off') return { links, unwritten: [] }
  const write = { value: apart ? keptApartValue : unlinkedValue }
  const unwritten: Failure[] = []
  for (const link of links) {
    unwritten.push(...(await writeMetafields(shopify, [{ ...write, link, current: link.odooProductId }])).failures)
  }
  return { links, unwritten }

  async function* candidates({ inventoryItemId, odooProductId }: UnlinkRequest): AsyncGenerator<Link[]> {
    if (inventoryItemId !== undefined) yield await store.transaction((tables) => tables.links.byItem(shop, [inventoryItemId]))
    else if (odooProductId !== undefined)
      yield await store.transaction((tables) => tables.links.byProduct(shop, odooDatabase, [odooProductId]))
    else yield* storedLinks(store, shop)
  }

  function unknown({ inventoryItemId, variantId, sku, odooProductId }: UnlinkRequest): SyncError {
    const named = [
      ['item-id', inventoryItemId],
      ['variant-id', variantId],
      ['sku', sku],
      ['product-id', odooProductId],
    ] as const
    const [word, value] = named.find(([, given]) => given !== undefined) ?? ['sku', '']
    return new SyncError('LINK_UNKNOWN', { what: sentence(`finding.word.${word}`), value: value ?? '' }, { subject: { shop } })
  }
}

function fits(link: Link, { inventoryItemId, variantId, sku, odooProductId }: UnlinkRequest, odooDatabase: string): boolean {
  if (odooProductId !== undefined && (link.odooProductId !== odooProductId || link.odooDatabase !== odooDatabase)) return false
  return (
    (inventoryItemId === undefined || link.inventoryItemId === inventoryItemId) &&
    (variantId === undefined || link.variantId === variantId) &&
    (sku === undefined || link.sku === sku.trim())
  )
}
