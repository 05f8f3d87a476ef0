import { SyncError } from '../../base/error/sync-error.ts'
import type { AdminCalls } from './admin-calls.ts'
import { AllBarcodes } from './all-barcodes.ts'
import { installationDocument } from './documents/installation.ts'
import { levelsDocument, type AnsweredItem } from './documents/levels.ts'
import { locationsDocument, type LocationsAnswer } from './documents/locations.ts'
import { setMetafieldsDocument } from './documents/set-metafields.ts'
import { setQuantitiesDocument } from './documents/set-quantities.ts'
import { linkMetafield } from './documents/variant-node.ts'
import { variantNodesOf, variantsOfDocument } from './documents/variants-of.ts'
import { refusedEntries, refusedMetafields } from './entry-check.ts'
import { isItemGid, isVariantGid } from '../../ports/shopify/gid.ts'
import { inParallel } from './in-parallel.ts'
import { levelCalls, type LevelCall } from './level-calls.ts'
import { missingReading, readingOf } from './level-reading.ts'
import { PageTurn } from './page-turn.ts'
import type { Redact } from '../../base/error/redact.ts'
import { rowIndex } from './row-index.ts'
import type { CheckedSettings } from './settings.ts'
import { setAnswerOf } from './set-answer.ts'
import type {
  CallWeight,
  LevelAddress,
  LevelReading,
  MetafieldAnswer,
  MetafieldEntry,
  SetAnswer,
  SetBatch,
  Shopify,
  ShopifyInstallation,
  ShopifyLocation,
  ShopifyVariant,
  VariantQuery,
} from '../../ports/shopify/shopify.ts'
import { variantPages } from './variant-pages.ts'

/** Most rows of a set mutation (shopify-facts 1.4). */
const rowsAtMost = 250
/** Most metafields of one call (shopify-facts 6). */
const metafieldsAtMost = 25
/** Most ids of one read (shopify-facts 2). */
const idsAtMost = 250
/** Level reads of one request that are under way at once. */
const readsAtOnce = 4

/** The port to Shopify over the GraphQL Admin API. */
export class AdminShopify implements Shopify {
  readonly shop: string
  readonly #calls: AdminCalls
  readonly #redact: Redact
  readonly #barcodes: AllBarcodes

  constructor({ shop, apiVersion }: Pick<CheckedSettings, 'shop' | 'apiVersion'>, calls: AdminCalls, redact: Redact) {
    this.shop = shop
    this.#barcodes = new AllBarcodes(calls, apiVersion)
    this.#calls = calls
    this.#redact = redact
  }

  async installation(): Promise<ShopifyInstallation> {
    const { shop, currentAppInstallation } = await this.#calls.read(installationDocument, {})
    const scopes = currentAppInstallation.accessScopes.map(({ handle }) => handle)
    return { shop: shop.myshopifyDomain, apiVersion: this.#calls.answeredVersion ?? 'none', scopes }
  }

  async locations(): Promise<ShopifyLocation[]> {
    const found: ShopifyLocation[] = []
    const turn = new PageTurn(this.shop, locationsDocument.operation)
    for (let after: string | null = null; ;) {
      const page: LocationsAnswer['locations'] = (await this.#calls.read(locationsDocument, { after })).locations
      after = turn.next(page)
      found.push(
        ...page.nodes.map(({ id, name, isActive, isFulfillmentService }) => ({
          id,
          name,
          active: isActive,
          fulfillmentService: isFulfillmentService,
        })),
      )
      if (after === null) return found
    }
  }

  variants(query: VariantQuery = {}): AsyncIterable<readonly ShopifyVariant[]> {
    return variantPages(this.shop, this.#calls, this.#barcodes, query)
  }

  async variantsOf(ids: readonly string[]): Promise<ShopifyVariant[]> {
    const known = [...new Set(ids)].filter((id) => isItemGid(id) || isVariantGid(id))
    const found = new Map<string, ShopifyVariant>()
    for (let start = 0; start < known.length; start += idsAtMost) {
      const answer = await this.#calls.read(variantsOfDocument, { ids: known.slice(start, start + idsAtMost) })
      for (const variant of await this.#barcodes.complete(variantNodesOf(answer))) found.set(variant.variantId, variant)
    }
    return [...found.values()]
  }

  async readLevels(addresses: readonly LevelAddress[], weight: CallWeight = {}): Promise<LevelReading[]> {
    const answers = new Map<string, { readonly item: AnsweredItem | null; readonly at: number }>()
    await inParallel(levelCalls(addresses), readsAtOnce, async (call) => {
      const nodes = await this.#readItems(call, weight)
      call.items.forEach((item, place) => {
        call.locations.forEach((location, at) => answers.set(`${item} ${location}`, { item: nodes[place] ?? null, at }))
      })
    })
    return addresses.map((address) => {
      const answer = answers.get(`${address.inventoryItemId} ${address.locationId}`)
      return answer === undefined ? missingReading(address) : readingOf(address, answer.item, answer.at)
    })
  }

  async setQuantities(batch: SetBatch, weight: CallWeight = {}): Promise<SetAnswer> {
    const { key, name, reason, referenceDocumentUri, entries } = batch
    if (entries.length === 0) return { outcome: 'applied' }
    if (entries.length > rowsAtMost) throw this.#invalid(setQuantitiesDocument.operation, `${entries.length} rows, ${rowsAtMost} at most`)
    const refusals = refusedEntries(entries)
    if (refusals.length > 0) return { outcome: 'refused', refusals, appliedSome: false }
    const quantities = entries.map(({ inventoryItemId, locationId, quantity, changeFrom }) => {
      return { inventoryItemId, locationId, quantity, changeFromQuantity: changeFrom }
    })
    const variables = { input: { name, reason, referenceDocumentUri, quantities }, key }
    return setAnswerOf(
      await this.#calls.write(setQuantitiesDocument, variables, weight, installationDocument),
      batch,
      this.shop,
      this.#redact,
    )
  }

  async setMetafields(entries: readonly MetafieldEntry[]): Promise<MetafieldAnswer> {
    const { operation } = setMetafieldsDocument
    if (entries.length === 0) return { outcome: 'applied' }
    if (entries.length > metafieldsAtMost) throw this.#invalid(operation, `${entries.length} metafields, ${metafieldsAtMost} at most`)
    const malformed = refusedMetafields(entries)
    if (malformed.length > 0) return { outcome: 'refused', refusals: malformed }
    const metafields = entries.map(({ variantId, value, digest }) => ({
      ownerId: variantId,
      ...linkMetafield,
      value,
      compareDigest: digest,
    }))
    const { userErrors } = (await this.#calls.write(setMetafieldsDocument, { metafields }, {}, installationDocument)).metafieldsSet
    if (userErrors.length === 0) return { outcome: 'applied' }
    const refusals = userErrors.map(({ code, field, message }) => {
      return { index: rowIndex(field, entries.length), code: code ?? 'UNKNOWN', message: this.#redact(message) }
    })
    return { outcome: 'refused', refusals }
  }

  async close(): Promise<void> {
    await this.#calls.close()
  }

  async #readItems({ items, locations }: LevelCall, weight: CallWeight): Promise<readonly (AnsweredItem | null)[]> {
    const document = levelsDocument(locations.length)
    const places = locations.map((location, n) => [`location${n}`, location])
    const { nodes } = await this.#calls.read(document, { items, ...Object.fromEntries(places) }, weight)
    if (nodes.length === items.length) return nodes
    throw new SyncError('SHOPIFY_ANSWER_INVALID', {
      shop: this.shop,
      operation: document.operation,
      detail: `${nodes.length} of ${items.length} items`,
    })
  }

  #invalid(operation: string, detail: string): SyncError {
    return new SyncError('SHOPIFY_QUERY_INVALID', { shop: this.shop, operation, detail })
  }
}
