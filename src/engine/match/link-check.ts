import type { Failure } from '../../base/error/failure.ts'
import type { LevelAddress, Shopify } from '../../ports/shopify/shopify.ts'
import type { Link } from '../../ports/store/link.ts'
import type { VariantCandidate } from '../../rules/link/candidates.ts'
import type { LinkPorts, MatchListener, MatchSettings } from './link-ports.ts'
import { mendAtMost, type NotStockedCount } from './link-report.ts'
import { metafieldsAtOnce, type MetafieldWrite, writeMetafields } from './metafields.ts'

/** Links looked up in one call (shopify-facts 1.4). */
const itemsAtOnce = 250

interface LinkCheckPlace {
  readonly ports: LinkPorts
  readonly settings: MatchSettings
  readonly listener: MatchListener
  readonly odooDatabase: string
  /** What was read of an item. */
  readonly item: (inventoryItemId: string) => VariantCandidate | undefined
}

/**
 * Looks links over once they are stored: whether their items are stocked at the mapped locations, and whether the metafields
 * of their variants say the same. Keeps counts and a bounded list of what is to be mended.
 */
export class LinkCheck {
  readonly mend: Failure[] = []
  written = 0
  failed = 0
  readonly #place: LinkCheckPlace
  readonly #counts = new Map<string, number>()
  #writes: MetafieldWrite[] = []
  #looked = 0
  #stopped = false

  constructor(place: LinkCheckPlace) {
    this.#place = place
  }

  /** Links that are stored. */
  async take(links: readonly Link[]): Promise<void> {
    const { settings, odooDatabase, item } = this.#place
    for (let start = 0; start < links.length; start += itemsAtOnce) await this.#stocking(links.slice(start, start + itemsAtOnce))
    if (settings.metafield === 'off') return
    for (const link of links) {
      const read = link.odooDatabase === odooDatabase ? item(link.inventoryItemId) : undefined
      if (read !== undefined) await this.#queue(read, link.odooProductId)
    }
  }

  /** Items that have no link any more: their metafields must not bring the old one back. */
  async unlinked(inventoryItemIds: Iterable<string>, value: number): Promise<void> {
    if (this.#place.settings.metafield === 'off') return
    for (const id of inventoryItemIds) {
      const read = this.#place.item(id)
      if (read !== undefined && (read.metafield !== null || value < 0)) await this.#queue(read, value)
    }
  }

  async end(): Promise<void> {
    await this.#write()
  }

  /** How many linked items are missing at each location. */
  notStocked(): NotStockedCount[] {
    const { locations } = this.#place.settings
    return locations
      .map(({ id, name }) => ({ locationId: id, location: name, count: this.#counts.get(id) ?? 0 }))
      .filter(({ count }) => count > 0)
  }

  async #stocking(links: readonly Link[]): Promise<void> {
    const { ports, settings, listener } = this.#place
    if (settings.locations.length === 0 || links.length === 0) return
    listener.signal?.throwIfAborted()
    for (const failure of await notStocked(ports.shopify, links, settings.locations)) {
      const id = failure.subject.shopifyLocationId ?? ''
      this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1)
      this.#note(failure)
    }
    this.#looked += links.length
    listener.progress?.('stocking', this.#looked)
  }

  async #queue(read: VariantCandidate, value: number): Promise<void> {
    if (read.metafield === value) return
    const { ports, odooDatabase } = this.#place
    const { sku, variantId, inventoryItemId, metafield } = read
    this.#writes.push({ link: { shop: ports.shopify.shop, sku, variantId, inventoryItemId, odooDatabase }, value, current: metafield })
    if (this.#writes.length >= metafieldsAtOnce) await this.#write()
  }

  async #write(): Promise<void> {
    const writes = this.#writes
    this.#writes = []
    const { ports, listener } = this.#place
    if (writes.length === 0 || this.#stopped) return
    listener.signal?.throwIfAborted()
    const { written, failures, stopped } = await writeMetafields(ports.shopify, writes)
    this.written += written
    this.failed += failures.length
    this.#stopped = stopped
    for (const failure of failures) this.#note(failure)
    listener.progress?.('metafields', this.written)
  }

  #note(failure: Failure): void {
    if (this.mend.length < mendAtMost) this.mend.push(failure)
  }
}

/**
 * Those linked items that are not stocked at a mapped location: what is set there succeeds and sells nothing
 * (shopify-facts 1.8). Each is told with the name of the location. 1 + 2 points per location for 250 links.
 */
export async function notStocked(shopify: Shopify, links: readonly Link[], locations: MatchSettings['locations']): Promise<Failure[]> {
  const addresses = links.flatMap(({ inventoryItemId }) => locations.map(({ id }): LevelAddress => ({ inventoryItemId, locationId: id })))
  const names = new Map(locations.map(({ id, name }) => [id, name]))
  const byItem = new Map(links.map((link) => [link.inventoryItemId, link]))
  const readings = await shopify.readLevels(addresses)
  return readings.flatMap(({ state, inventoryItemId, locationId }) => {
    const link = byItem.get(inventoryItemId)
    if (state !== 'not-stocked' || link === undefined) return []
    const { shop, sku, variantId, odooDatabase, odooProductId } = link
    const shopifyLocation = names.get(locationId) ?? locationId
    const subject = { shop, sku, variantId, inventoryItemId, odooDatabase, odooProductId, shopifyLocationId: locationId, shopifyLocation }
    return [{ code: 'ITEM_NOT_STOCKED', values: { sku, shopifyLocation }, subject } satisfies Failure]
  })
}
