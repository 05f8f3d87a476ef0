import type { Failure } from '../../base/error/failure.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { Link } from '../../ports/store/link.ts'
import { keepApart } from './kept-apart.ts'
import type { ItemName } from '../../rules/link/link-ask.ts'
import type { LinkPorts, MatchSettings } from './link-ports.ts'
import { keptApartValue, unlinkedValue } from '../../rules/link/metafield-value.ts'
import { storedLinks } from './store-links.ts'
import { writeMetafields } from './write-metafields.ts'

/** Which link is to end, by what it is known by in the store. */
export interface UnlinkAsk extends ItemName {
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
  { odoo, shopify, store, say }: LinkPorts,
  { metafield }: MatchSettings,
  ask: UnlinkAsk,
  apart: boolean,
): Promise<Unlinked> {
  const { shop } = shopify
  const { name: odooDatabase } = ask.odooProductId === undefined ? { name: '' } : await odoo.identity()
  const links: Link[] = []
  for await (const page of candidates(ask)) links.push(...page.filter((link) => fits(link, ask, odooDatabase)))
  if (links.length === 0) throw unknown(ask)

  const ids = links.map((link) => link.inventoryItemId)
  await store.transaction(async (tables) => {
    await tables.links.remove(shop, ids)
    await keepApart(tables, shop, apart ? { add: ids } : { remove: ids })
  })
  if (metafield === 'off') return { links, unwritten: [] }
  const wish = { value: apart ? keptApartValue : unlinkedValue }
  const unwritten: Failure[] = []
  for (const link of links) {
    unwritten.push(...(await writeMetafields(shopify, [{ ...wish, link, current: link.odooProductId }], say)).failures)
  }
  return { links, unwritten }

  async function* candidates({ inventoryItemId, odooProductId }: UnlinkAsk): AsyncGenerator<Link[]> {
    if (inventoryItemId !== undefined) yield await store.transaction((tables) => tables.links.byItem(shop, [inventoryItemId]))
    else if (odooProductId !== undefined)
      yield await store.transaction((tables) => tables.links.byProduct(shop, odooDatabase, [odooProductId]))
    else yield* storedLinks(store, shop)
  }

  function unknown({ inventoryItemId, variantId, sku, odooProductId }: UnlinkAsk): SyncError {
    const named = [
      ['item-id', inventoryItemId],
      ['variant-id', variantId],
      ['sku', sku],
      ['product-id', odooProductId],
    ] as const
    const [word, value] = named.find(([, given]) => given !== undefined) ?? ['sku', '']
    return new SyncError('LINK_UNKNOWN', { what: say(`finding.word.${word}`), value: value ?? '' }, { subject: { shop } })
  }
}

function fits(link: Link, { inventoryItemId, variantId, sku, odooProductId }: UnlinkAsk, odooDatabase: string): boolean {
  if (odooProductId !== undefined && (link.odooProductId !== odooProductId || link.odooDatabase !== odooDatabase)) return false
  return (
    (inventoryItemId === undefined || link.inventoryItemId === inventoryItemId) &&
    (variantId === undefined || link.variantId === variantId) &&
    (sku === undefined || link.sku === sku.trim())
  )
}
