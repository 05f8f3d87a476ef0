import { readLinkCursor } from './link-cursor.ts'
import type { LinkPorts, MatchListener, MatchSettings } from './link-ports.ts'
import { refreshLinks } from './read-changes.ts'
import { type Matched, scanCatalogue } from './read-everything.ts'

/** What is to be matched. */
export interface MatchRequest {
  /** Everything, whatever is known. */
  readonly full: boolean
  /** Everything is matched at least this often, in milliseconds: only that sees what was deleted. */
  readonly fullEvery: number
  /** Odoo products to look at whether they changed or not: they have no link, or somebody linked them by hand. */
  readonly products?: readonly number[]
  /** Inventory items likewise. */
  readonly items?: readonly string[]
}

/**
 * Matches both catalogues: all of them the first time, when the store is empty, when it is due, or when that is asked for; else
 * what changed since the last time.
 */
export async function matchCatalogues(
  ports: LinkPorts,
  settings: MatchSettings,
  listener: MatchListener,
  { full, fullEvery, products = [], items = [] }: MatchRequest,
): Promise<Matched> {
  const { odoo, shopify, store, clock } = ports
  const { name } = await odoo.identity()
  const cursor = full ? undefined : await readLinkCursor(store, shopify.shop, name)
  const links = await store.transaction((tables) => tables.links.count(shopify.shop))
  const age = cursor === undefined ? Number.POSITIVE_INFINITY : clock.now() - cursor.fullAt
  // A match of tomorrow says that the clock was set back since: nobody knows how long ago it was.
  const enough = cursor !== undefined && links > 0 && age >= 0 && age < fullEvery
  const refreshed = enough ? await refreshLinks(ports, settings, listener, { cursor, products, items }) : undefined
  return refreshed ?? scanCatalogue(ports, settings, listener)
}
