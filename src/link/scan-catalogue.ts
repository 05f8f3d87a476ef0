import { textField, booleanField } from '../odoo/field.ts'
import type { Odoo } from '../odoo/odoo.ts'
import type { Shopify } from '../shopify/shopify.ts'
import type { Link } from '../store/link.ts'
import type { Store } from '../store/store.ts'
import type { Say } from '../text/say.ts'
import { everyRow } from '../watch/every-row.ts'
import type { Failure } from '../error/failure.ts'
import type { OdooCandidate } from './link-candidate.ts'
import { startMatch } from './match.ts'
import { countMatches, type MatchReport } from './match-report.ts'
import { indexOdoo } from './odoo-index.ts'

/** What a scan works with. `progress` hears how many variants were read. */
export interface ScanPorts {
  readonly odoo: Odoo
  readonly shopify: Shopify
  readonly store: Store
  readonly say: Say
  readonly now: number
  readonly progress?: (variants: number) => void
}

/** The outcome of a scan: its figures, and every refusal for the list to mend. */
export interface ScanResult {
  readonly report: MatchReport
  readonly refusals: readonly Failure[]
}

const linksAtOnce = 500

/**
 * Reads both catalogues and stores the links that are certain (requirement 1.2). Links set by hand stay; links found before
 * that hold no longer are removed. Throws ODOO_*, SHOPIFY_* and STORE_*; what was stored before stays as it was then.
 */
export async function scanCatalogue({ odoo, shopify, store, say, now, progress }: ScanPorts): Promise<ScanResult> {
  const { name: odooDatabase } = await odoo.identity()
  const stored = await allLinks(store, shopify.shop)
  const byHand = stored.filter((link) => link.by === 'hand')
  const matcher = startMatch(indexOdoo(await candidates(odoo)), { shop: shopify.shop, odooDatabase, kept: byHand, at: now })
  let variants = 0
  for await (const page of shopify.variants()) {
    matcher.add(page)
    variants += page.length
    progress?.(variants)
  }

  const counter = countMatches()
  const refusals: Failure[] = []
  const found: Link[] = []
  for (const result of matcher.results(say)) {
    counter.count(result)
    if (result.outcome === 'linked') found.push(result.link)
    else refusals.push(result.refusal)
  }
  await replaceLinks(store, shopify.shop, odooDatabase, stored, found)
  return { report: counter.report(), refusals }
}

async function candidates(odoo: Odoo): Promise<OdooCandidate[]> {
  const all: OdooCandidate[] = []
  const fields = ['default_code', 'barcode', 'display_name', 'active']
  for await (const rows of everyRow(odoo, 'product.product', [], fields, { pageSize: 2000, context: { active_test: false } })) {
    for (const row of rows) {
      all.push({
        id: row.id,
        sku: textField(row, 'default_code') ?? '',
        barcode: textField(row, 'barcode') ?? '',
        name: textField(row, 'display_name') ?? '',
        active: booleanField(row, 'active'),
      })
    }
  }
  return all
}

async function allLinks(store: Store, shop: string): Promise<Link[]> {
  const links: Link[] = []
  for (let after: string | null = null; ; ) {
    const last: string | null = after
    const page: Link[] = await store.transaction((tables) => tables.links.page(shop, last, linksAtOnce))
    links.push(...page)
    if (page.length < linksAtOnce) return links
    after = page.at(-1)?.inventoryItemId ?? null
  }
}

async function replaceLinks(store: Store, shop: string, odooDatabase: string, stored: readonly Link[], found: readonly Link[]): Promise<void> {
  const kept = new Set(found.map((link) => link.inventoryItemId))
  const gone = stored.filter((link) => link.by !== 'hand' && link.odooDatabase === odooDatabase && !kept.has(link.inventoryItemId))
  const before = new Map(stored.map((link) => [link.inventoryItemId, link]))
  const changed = found.filter((link) => !sameLink(link, before.get(link.inventoryItemId)))
  for (let start = 0; start < Math.max(gone.length, changed.length); start += linksAtOnce) {
    await store.transaction(async (tables) => {
      await tables.links.remove(shop, gone.slice(start, start + linksAtOnce).map((link) => link.inventoryItemId))
      await tables.links.put(changed.slice(start, start + linksAtOnce))
    })
  }
}

function sameLink(link: Link, other: Link | undefined): boolean {
  return other !== undefined && link.odooProductId === other.odooProductId && link.sku === other.sku && link.variantId === other.variantId && link.by === other.by
}
