import { SyncError } from '../../base/error/sync-error.ts'
import type { Link } from '../../ports/store/link.ts'
import { GrowingIndex, keptApartValue, unlinkedValue } from '../../rules/link/candidates.ts'
import { type Matcher, type StandingLink, startMatch } from '../../rules/link/match.ts'
import { checkHandLinks } from '../../rules/link/standing-links.ts'
import { namedProducts, odooProducts, untilAborted } from './catalogues.ts'
import { closeMended, type Mended } from './close-mended.ts'
import { LinkCheck } from './link-check.ts'
import { CursorReach, writeLinkCursor } from './link-cursor.ts'
import type { LinkPorts, MatchListener, MatchSettings } from './link-ports.ts'
import { type LinkReport, mendAtMost, writeReport } from './link-report.ts'
import { LinkResults } from './link-results.ts'
import { keepApart, readKeptApart } from './remembered.ts'
import { storedLinks } from './stored-links.ts'

/** What a match came to: its report, and the products that can be delivered now and could not before. */
export interface Matched extends Mended {
  readonly report: LinkReport
}

/**
 * Reads both catalogues and stores the links that are certain (requirement 1.2). Links stay, by hand or found before, unless
 * their item or their product is gone (requirement 1.7). With an empty store and `read-and-write`, links are taken from the variants' metafields
 * where they still fit (requirement 1.4). Memory grows with the number of products by a few strings each; nothing is stored
 * before both catalogues were read. Throws ODOO_*, SHOPIFY_*, STORE_*, and LINK_CATALOGUE_EMPTY when a catalogue without
 * any product would remove every link.
 */
export async function scanCatalogue(ports: LinkPorts, settings: MatchSettings, listener: MatchListener = {}): Promise<Matched> {
  const { odoo, shopify, store, clock, say } = ports
  const { shop } = shopify
  const at = clock.now()
  const { name: odooDatabase } = await odoo.identity()
  const known = await linksBefore(ports, odooDatabase)
  const reach = new CursorReach(at)
  const index = await indexCatalogue(ports, reach, listener)
  refuseEmpty('Odoo', index.byId.size, known.found)

  const apart = await readKeptApart(store, shop)
  const trust = { linked: (item: string) => known.items.has(item), restore: known.items.size === 0 }
  const believed = settings.metafield === 'read-and-write' ? { metafields: trust } : {}
  const matcher = startMatch(index, { shop, odooDatabase, kept: known.byHand, standing: known.standing, apart, at, ...believed })
  await feed(matcher, ports, settings, reach, listener)
  refuseEmpty('Shopify', matcher.figures().variants, known.found)

  const results = new LinkResults(ports, listener)
  for (const failure of checkHandLinks(known.byHand, { shop, odooDatabase, say, index, item: matcher.item })) results.refuse(failure)
  for (const result of matcher.results(say)) await results.take(result)
  await results.end()
  await store.transaction((tables) => keepApart(tables, shop, { add: results.apart }))
  const removed = await removeGone(ports, odooDatabase, results.linked)
  // Before the first match nothing can have gone by without a link.
  const newly = known.items.size === 0 ? [] : results.newly
  const mended = await closeMended(store, { shop, odooDatabase, at }, (item, code) => !results.wasRefused(item, code), newly)
  await writeLinkCursor(store, shop, odooDatabase, reach.cursor(at))
  listener.stored?.()

  const check = new LinkCheck({ ports, settings, listener, odooDatabase, item: matcher.item })
  const linked = { sku: 0, barcode: 0, hand: 0 }
  for await (const page of storedLinks(store, shop)) {
    for (const { by } of page) linked[by] += 1
    await check.take(page)
  }
  for (const item of results.apart) apart.add(item)
  await check.unlinked(removed, unlinkedValue)
  await check.unlinked(apart, keptApartValue)
  await check.end()

  const time = new Date(at).toISOString()
  const report: LinkReport = {
    kind: 'link-report',
    shop,
    odooDatabase,
    at: time,
    scope: 'full',
    fullAt: time,
    ...matcher.figures(),
    products: index.byId.size,
    links: linked.sku + linked.barcode + linked.hand,
    linkedBySku: linked.sku,
    linkedByBarcode: linked.barcode,
    linkedByHand: linked.hand,
    added: results.added,
    changed: results.changed,
    removed: removed.length,
    restored: results.restored,
    keptApart: apart.size,
    refused: results.refusals.total,
    reasons: results.refusals.reasons,
    notStocked: check.notStocked(),
    metafields: { written: check.written, failed: check.failed },
    mend: [...results.refusals.mend, ...check.mend].slice(0, mendAtMost),
  }
  await writeReport(store, report)
  return { report, ...mended }
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

async function feed(
  matcher: Matcher,
  { shopify }: LinkPorts,
  { metafield }: MatchSettings,
  reach: CursorReach,
  { signal, progress }: MatchListener,
): Promise<void> {
  for await (const page of untilAborted(shopify.variants({ metafield: metafield !== 'off' }), signal)) {
    matcher.add(page)
    for (const { updatedAt } of page) reach.variant(updatedAt)
    progress?.('scanning', matcher.figures().variants)
  }
}

/**
 * Removes the links whose item or product is gone, and names their items. Both are asked for by id once more: what only
 * slipped through the pages of a catalogue is there.
 */
async function removeGone({ shopify, odoo, store }: LinkPorts, odooDatabase: string, found: ReadonlySet<string>): Promise<string[]> {
  const { shop } = shopify
  const removed: string[] = []
  for await (const page of storedLinks(store, shop)) {
    const missed = page.filter((link) => link.by !== 'hand' && link.odooDatabase === odooDatabase && !found.has(link.inventoryItemId))
    if (missed.length === 0) continue
    const items = new Set((await shopify.variantsOf(missed.map((link) => link.inventoryItemId))).map((variant) => variant.inventoryItemId))
    const products = new Set((await namedProducts(odoo, { ids: missed.map((link) => link.odooProductId) })).map(({ id }) => id))
    const gone = missed.filter((link) => !items.has(link.inventoryItemId) || !products.has(link.odooProductId))
    const ids = gone.map((link) => link.inventoryItemId)
    await store.transaction((tables) => tables.links.remove(shop, ids))
    removed.push(...ids)
  }
  return removed
}

/** A catalogue that shows nothing is more often a right that was lost than a shop that was closed. */
function refuseEmpty(system: string, count: number, links: number): void {
  if (count === 0 && links > 0) throw new SyncError('LINK_CATALOGUE_EMPTY', { system, count: links })
}
