import { SyncError } from '../../base/error/sync-error.ts'
import type { AdminCalls } from './admin-calls.ts'
import { barcodesDocument, firstWithBarcodes } from './documents/barcodes.ts'
import { variantOf, type VariantNode } from './documents/variant-node.ts'
import type { ShopifyVariant } from '../../ports/shopify/shopify.ts'

/** Most ids of one read (shopify-facts 2). */
const idsAtMost = 250

/**
 * Completes variants by all their barcodes, where the API version has more than one. A server that does not know the field all
 * the same is asked as the versions before: with the first barcode only.
 */
export class AllBarcodes {
  readonly #calls: AdminCalls
  #asksForAll: boolean

  constructor(calls: AdminCalls, apiVersion: string) {
    this.#calls = calls
    this.#asksForAll = apiVersion >= firstWithBarcodes
  }

  /** The variants as the port shows them. Who has no first barcode has none. */
  async complete(nodes: readonly VariantNode[]): Promise<ShopifyVariant[]> {
    const found = new Map<string, readonly string[]>()
    const ids = nodes.filter(({ barcode }) => barcode !== null && barcode.trim() !== '').map(({ id }) => id)
    for (let start = 0; start < ids.length; start += idsAtMost) {
      for (const [id, barcodes] of await this.#read(ids.slice(start, start + idsAtMost))) found.set(id, barcodes)
    }
    return nodes.map((node) => variantOf(node, found.get(node.id) ?? []))
  }

  async #read(ids: readonly string[]): Promise<[string, string[]][]> {
    if (!this.#asksForAll) return []
    try {
      const { nodes } = await this.#calls.read(barcodesDocument, { ids })
      return nodes.flatMap((node): [string, string[]][] =>
        node !== null && 'barcodes' in node ? [[node.id, node.barcodes.nodes.map(({ value }) => value)]] : [],
      )
    } catch (error) {
      if (!(error instanceof SyncError) || error.code !== 'SHOPIFY_QUERY_INVALID') throw error
      this.#asksForAll = false
      return []
    }
  }
}
