import { keptApartValue, unlinkedValue } from '../../rules/link/candidates.ts'
import { startMatch } from '../../rules/link/match.ts'
import { checkHandLinks } from '../../rules/link/standing-links.ts'
import { namedProducts } from './catalogues.ts'
import { closeMended, type Mended } from './close-mended.ts'
import { LinkCheck } from './link-check.ts'
import { readLinkCursor, writeLinkCursor } from './link-cursor.ts'
import type { LinkPorts, MatchListener, MatchPlace, MatchSettings, MatchSource } from './link-ports.ts'
import { type LinkReport, reportOf, writeReport } from './link-report.ts'
import { LinkResults } from './link-results.ts'
import { readChanges } from './read-changes.ts'
import { readEverything } from './read-everything.ts'
import { keepApart, readKeptApart } from './remembered.ts'
import { storedLinks } from './stored-links.ts'

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

/** What a match came to: its report, and the products that can be delivered now and could not before. */
export interface Matched extends Mended {
  readonly report: LinkReport
}

/**
 * Matches both catalogues: all of them the first time, when the store is empty, when it is due, or when that is asked for; else
 * what changed since the last time. Throws ODOO_*, SHOPIFY_*, STORE_*, and LINK_CATALOGUE_EMPTY when a catalogue without any
 * product would remove every link.
 */
export async function matchCatalogues(
  ports: LinkPorts,
  settings: MatchSettings,
  listener: MatchListener,
  { full, fullEvery, products = [], items = [] }: MatchRequest,
): Promise<Matched> {
  const { odoo, shopify, store, clock } = ports
  const { name: odooDatabase } = await odoo.identity()
  const cursor = full ? undefined : await readLinkCursor(store, shopify.shop, odooDatabase)
  const links = await store.transaction((tables) => tables.links.count(shopify.shop))
  const age = cursor === undefined ? Number.POSITIVE_INFINITY : clock.now() - cursor.fullAt
  // A match of tomorrow says that the clock was set back since: nobody knows how long ago it was.
  const enough = cursor !== undefined && links > 0 && age >= 0 && age < fullEvery
  const place = { ports, settings, listener, odooDatabase }
  const changes = enough ? await readChanges(place, { cursor, products, items }) : undefined
  return match(place, changes ?? (await readEverything(place)))
}

/**
 * Stores the links of what is looked at that are certain (requirement 1.2). Links stay, by hand or found before, unless their
 * item or their product is gone (requirement 1.7). With an empty store and `read-and-write`, links are taken from the variants'
 * metafields where they still fit (requirement 1.4). Memory grows with the number of products by a few strings each; nothing is
 * stored before everything was read.
 */
async function match(place: MatchPlace, source: MatchSource): Promise<Matched> {
  const { ports, settings, listener, odooDatabase } = place
  const { store } = ports
  const { shop } = ports.shopify
  const { at, fullAt, products: index, byHand, standing } = source
  const apart = await readKeptApart(store, shop)
  const trust = { linked: (item: string) => source.linked(item), restore: source.first }
  const believed = settings.metafield === 'read-and-write' ? { metafields: trust } : {}
  const matcher = startMatch(index, { shop, odooDatabase, kept: byHand, standing, apart, at, ...believed })
  for await (const page of source.variants) {
    matcher.add(page)
    listener.progress?.('scanning', matcher.figures().variants)
  }

  const results = new LinkResults(ports, listener)
  for (const failure of checkHandLinks(byHand, { shop, odooDatabase, index, item: matcher.item })) results.refuse(failure)
  for (const result of matcher.results()) await results.take(result)
  await results.end()
  await store.transaction((tables) => keepApart(tables, shop, { add: results.apart }))
  for (const item of results.apart) apart.add(item)
  const removed = await removeGone(place, source, results.linked)
  const closes = (item: string, code: string): boolean => source.has(item) && !results.wasRefused(item, code)
  // Before the first match nothing can have gone by without a link.
  const mended = await closeMended(store, { shop, odooDatabase, at }, closes, source.first ? [] : results.newly)
  await writeLinkCursor(store, shop, odooDatabase, source.cursor())
  listener.stored?.()

  const check = new LinkCheck({ ports, settings, listener, odooDatabase, item: matcher.item })
  const linked = { sku: 0, barcode: 0, hand: 0 }
  for await (const page of storedLinks(store, shop)) {
    for (const { by } of page) linked[by] += 1
    await check.take(page.filter((link) => source.has(link.inventoryItemId)))
  }
  await check.unlinked(removed, unlinkedValue)
  await check.unlinked(apart, keptApartValue)
  await check.end()

  const read = { ...matcher.figures(), products: index.byId.size }
  const found = { shop, odooDatabase, at, fullAt, scope: source.scope, read, linked, results, check, removed: removed.length }
  const report = reportOf({ ...found, keptApart: apart.size, has: (item) => source.has(item) }, source.before)
  await writeReport(store, report)
  return { report, ...mended }
}

/**
 * Removes the links whose item or product is gone, and names their items. Both are asked for by id once more: what only
 * slipped through the pages of a catalogue is there.
 */
async function removeGone({ ports, odooDatabase }: MatchPlace, source: MatchSource, found: ReadonlySet<string>): Promise<string[]> {
  const { shopify, odoo, store } = ports
  const removed: string[] = []
  for await (const page of source.stored()) {
    const missed = page.filter((link) => link.by !== 'hand' && link.odooDatabase === odooDatabase && !found.has(link.inventoryItemId))
    if (missed.length === 0) continue
    const items = new Set((await shopify.variantsOf(missed.map((link) => link.inventoryItemId))).map((variant) => variant.inventoryItemId))
    const products = new Set((await namedProducts(odoo, { ids: missed.map((link) => link.odooProductId) })).map(({ id }) => id))
    const gone = missed.filter((link) => !items.has(link.inventoryItemId) || !products.has(link.odooProductId))
    const ids = gone.map((link) => link.inventoryItemId)
    await store.transaction((tables) => tables.links.remove(shopify.shop, ids))
    removed.push(...ids)
  }
  return removed
}
