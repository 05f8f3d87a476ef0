import type { Failure } from '../../base/error/failure.ts'
import type { AskedLink } from '../../rules/link/link-ask.ts'
import { keepApart } from './kept-apart.ts'
import type { LinkPorts, MatchSettings } from './link-ports.ts'
import { unlinkedValue } from '../../rules/link/metafield-value.ts'
import { linksAtOnce } from './store-links.ts'
import { metafieldsAtOnce, writeMetafields, type MetafieldWish } from './write-metafields.ts'

/** What was done, and what has to be looked at because of it. */
export interface LinksSet {
  readonly items: readonly string[]
  readonly products: readonly number[]
  /** Metafields that could not be written; the links stand all the same. */
  readonly unwritten: readonly Failure[]
}

/** Stores links that were judged, ends those that they displace, and writes both to the variants. */
export async function setLinks(
  { shopify, store, say }: LinkPorts,
  { metafield }: MatchSettings,
  verdicts: readonly AskedLink[],
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
    const wishes: MetafieldWish[] = [
      ...fresh.map(({ link, item }) => ({
        link: { ...link, variantId: item.variantId },
        value: link.odooProductId,
        current: item.metafield,
      })),
      // What stands there is not known; it is read before it is written.
      ...displaced.map((link) => ({ link, value: unlinkedValue, current: link.odooProductId })),
    ].filter(({ value, current }) => value !== current)
    for (let start = 0; start < wishes.length; start += metafieldsAtOnce) {
      const { failures, stopped } = await writeMetafields(shopify, wishes.slice(start, start + metafieldsAtOnce), say)
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
