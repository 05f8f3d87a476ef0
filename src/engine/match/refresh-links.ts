import { checkHandLinks } from '../../rules/link/check-hand-links.ts'
import { closeMended } from './close-mended.ts'
import { Harvest } from './harvest.ts'
import { keepApart, readKeptApart } from './kept-apart.ts'
import { CursorReach, productsSince, variantsSince, writeLinkCursor, type LinkCursor } from './link-cursor.ts'
import type { LinkPorts, MatchListener, MatchSettings } from './link-ports.ts'
import { readReport, writeReport } from './link-report.ts'
import { startMatch } from '../../rules/link/match.ts'
import { mergedReport } from './merged-report.ts'
import { keptApartValue, unlinkedValue } from '../../rules/link/metafield-value.ts'
import { odooProducts } from './odoo-products.ts'
import type { Matched } from './scan-catalogue.ts'
import { storedLinks } from './store-links.ts'
import { LinkSurvey } from './survey-links.ts'
import { TouchedItems } from './touched-items.ts'
import { untilAborted } from './until-aborted.ts'

/** More changes than this on one side are cheaper to find by reading everything. */
const changesAtMost = 2000
/** Refused items that are judged again, because what they waited for can be a change that nobody can ask for. */
const againAtMost = 250

/** Where a refresh begins, and Odoo products and inventory items to look at whether they changed or not. */
export interface RefreshFrom {
  readonly cursor: LinkCursor
  readonly products: readonly number[]
  readonly items: readonly string[]
}

/**
 * Matches what changed since the cursor, judged as a match of everything would judge it, except that what was deleted is only
 * seen by reading everything. Undefined when too much has changed; nothing was stored then. Throws as `scanCatalogue`.
 */
export async function refreshLinks(
  ports: LinkPorts,
  settings: MatchSettings,
  listener: MatchListener,
  from: RefreshFrom,
): Promise<Matched | undefined> {
  const { odoo, shopify, store, clock, say } = ports
  const { shop } = shopify
  const at = clock.now()
  const { name: odooDatabase } = await odoo.identity()
  const before = await readReport(store, shop, odooDatabase)
  const touched = new TouchedItems(ports, odooDatabase)
  const reach = new CursorReach(at, from.cursor)
  const changed = await changesSince(ports, from.cursor, reach, listener)
  if (changed === undefined) return undefined
  touched.add(changed.items)
  touched.add(from.items)
  const again = (before?.mend ?? []).flatMap(({ subject }) => subject.inventoryItemId ?? [])
  touched.add(new Set(again.slice(0, againAtMost)))
  await touched.addProducts([...new Set([...changed.products, ...from.products])])
  const variants = await touched.variants(listener.signal)
  if (variants === undefined) return undefined

  const apart = await readKeptApart(store, shop)
  const links = [...touched.links.values()]
  const byHand = links.filter(({ by }) => by === 'hand')
  const trust = { linked: (item: string) => touched.links.has(item), restore: false }
  const believed = settings.metafield === 'read-and-write' ? { metafields: trust } : {}
  const found = links.filter((link) => link.by !== 'hand' && link.odooDatabase === odooDatabase)
  const standing = new Map(found.map((link) => [link.inventoryItemId, link]))
  const matcher = startMatch(touched.index, { shop, odooDatabase, kept: byHand, standing, apart, at, ...believed })
  matcher.add(variants)
  listener.progress?.('scanning', variants.length)

  const harvest = new Harvest(ports, listener)
  const place = { shop, odooDatabase, say, index: touched.index, item: matcher.item }
  for (const failure of checkHandLinks(byHand, place)) harvest.refuse(failure)
  for (const result of matcher.results(say)) await harvest.take(result)
  await harvest.end()
  const removed = found.map((link) => link.inventoryItemId).filter((id) => !harvest.linked.has(id))
  await store.transaction(async (tables) => {
    await tables.links.remove(shop, removed)
    await keepApart(tables, shop, { add: harvest.apart })
  })
  const closes = (item: string, code: string): boolean => touched.items.has(item) && !harvest.wasRefused(item, code)
  const mended = await closeMended(store, { shop, odooDatabase, at }, closes, harvest.newly)
  await writeLinkCursor(store, shop, odooDatabase, reach.cursor(from.cursor.fullAt))
  listener.stored?.()

  const survey = new LinkSurvey({ ports, settings, listener, odooDatabase, item: matcher.item })
  const linked = { sku: 0, barcode: 0, hand: 0 }
  for await (const page of storedLinks(store, shop)) {
    for (const { by } of page) linked[by] += 1
    await survey.take(page.filter((link) => touched.items.has(link.inventoryItemId)))
  }
  await survey.unlinked(removed, unlinkedValue)
  await survey.unlinked(
    [...apart].filter((item) => touched.items.has(item)),
    keptApartValue,
  )
  await survey.end()

  const report = mergedReport(before, {
    shop,
    odooDatabase,
    at,
    fullAt: from.cursor.fullAt,
    read: { ...matcher.figures(), products: touched.index.byId.size },
    linked,
    harvest,
    survey,
    removed: removed.length,
    keptApart: apart.size,
    items: touched.items,
  })
  await writeReport(store, report)
  return { report, ...mended }
}

/** The items of changed variants and the ids of changed products; undefined when there are too many. */
async function changesSince(
  { odoo, shopify }: LinkPorts,
  cursor: LinkCursor,
  reach: CursorReach,
  { signal }: MatchListener,
): Promise<{ items: Set<string>; products: number[] } | undefined> {
  const products: number[] = []
  for await (const page of untilAborted(odooProducts(odoo, [['write_date', '>=', productsSince(cursor)]]), signal)) {
    for (const { id, writtenAt } of page) {
      products.push(id)
      reach.product(writtenAt)
    }
    if (products.length > changesAtMost) return undefined
  }
  const items = new Set<string>()
  for await (const page of untilAborted(shopify.variants({ changedAfter: variantsSince(cursor) }), signal)) {
    for (const { inventoryItemId, updatedAt } of page) {
      items.add(inventoryItemId)
      reach.variant(updatedAt)
    }
    if (items.size > changesAtMost) return undefined
  }
  return { items, products }
}
