import { SyncError } from '../../base/error/sync-error.ts'
import type { ShopifyVariant } from '../../ports/shopify/shopify.ts'
import type { Link } from '../../ports/store/link.ts'
import { GrowingIndex } from '../../rules/link/candidates.ts'
import type { StandingLink } from '../../rules/link/match.ts'
import { odooProducts, untilAborted } from './catalogues.ts'
import { CursorReach } from './link-cursor.ts'
import type { LinkPorts, MatchListener, MatchPlace, MatchSource } from './link-ports.ts'
import { storedLinks } from './stored-links.ts'

/**
 * Both catalogues, whatever is known. Odoo's is read at once, Shopify's page by page while it is matched. Throws ODOO_*,
 * SHOPIFY_*, STORE_*, and LINK_CATALOGUE_EMPTY when a catalogue without any product would remove every link.
 */
export async function readEverything({ ports, settings, listener, odooDatabase }: MatchPlace): Promise<MatchSource> {
  const { shopify, store, clock } = ports
  const at = clock.now()
  const { found, items, byHand, standing } = await linksBefore(ports, odooDatabase)
  const reach = new CursorReach(at)
  const products = await indexCatalogue(ports, reach, listener)
  refuseEmpty('Odoo', products.byId.size, found)
  return {
    scope: 'full',
    at,
    fullAt: at,
    products,
    variants: variants(),
    byHand,
    standing,
    linked: (item) => items.has(item),
    first: items.size === 0,
    has: () => true,
    stored: () => storedLinks(store, shopify.shop),
    cursor: () => reach.cursor(at),
    before: undefined,
  }

  async function* variants(): AsyncGenerator<readonly ShopifyVariant[]> {
    let count = 0
    for await (const page of untilAborted(shopify.variants({ metafield: settings.metafield !== 'off' }), listener.signal)) {
      for (const { updatedAt } of page) reach.variant(updatedAt)
      count += page.length
      yield page
    }
    refuseEmpty('Shopify', count, found)
  }
}

/** Links set by hand, those that matching found in this database, how many it found in any, and which items have a link. */
async function linksBefore(
  { shopify, store }: LinkPorts,
  odooDatabase: string,
): Promise<{ byHand: Link[]; standing: Map<string, StandingLink>; items: Set<string>; found: number }> {
  const byHand: Link[] = []
  const standing = new Map<string, StandingLink>()
  const items = new Set<string>()
  let found = 0
  for await (const page of storedLinks(store, shopify.shop)) {
    for (const link of page) {
      const { inventoryItemId, odooProductId, by } = link
      items.add(inventoryItemId)
      if (by === 'hand') byHand.push(link)
      else found += 1
      if (by !== 'hand' && link.odooDatabase === odooDatabase) standing.set(inventoryItemId, { odooProductId, by })
    }
  }
  return { byHand, standing, items, found }
}

async function indexCatalogue({ odoo }: LinkPorts, reach: CursorReach, { signal, progress }: MatchListener): Promise<GrowingIndex> {
  const index = new GrowingIndex()
  for await (const page of untilAborted(odooProducts(odoo), signal)) {
    index.add(page)
    for (const { writtenAt } of page) reach.product(writtenAt)
    progress?.('scanning-odoo', index.byId.size)
  }
  return index
}

/** A catalogue that shows nothing is more often a right that was lost than a shop that was closed. */
function refuseEmpty(system: string, count: number, links: number): void {
  if (count === 0 && links > 0) throw new SyncError('LINK_CATALOGUE_EMPTY', { system, count: links })
}
