import { sentenceOf } from '../../base/error/describe.ts'
import type { Failure } from '../../base/error/failure.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { Sentence } from '../../base/text/say.ts'
import type { MetafieldEntry, Shopify } from '../../ports/shopify/shopify.ts'
import type { Link } from '../../ports/store/link.ts'

/** What is to stand in the metafield of a variant, and what stands there as far as was read. */
export interface MetafieldWrite {
  readonly link: Pick<Link, 'shop' | 'sku' | 'variantId' | 'inventoryItemId' | 'odooDatabase'>
  readonly value: number
  readonly current: number | null
}

export interface MetafieldsWritten {
  readonly written: number
  readonly failures: readonly Failure[]
  /** True when Shopify cannot be written to at all just now, or not by this app; the rest waits for the next match. */
  readonly stopped: boolean
}

/** At most 25 in a call (shopify-facts 6). */
export const metafieldsAtOnce = 25

/**
 * Writes the metafields of at most 25 variants that are not as they should be. What is replaced is compared, so that nobody's change
 * is undone; an entry that Shopify refuses is left out and told, the others are written without it. A fault stops the
 * writing and never the match: links stand in the store, a metafield is their copy.
 */
export async function writeMetafields(shopify: Shopify, writes: readonly MetafieldWrite[]): Promise<MetafieldsWritten> {
  const failures: Failure[] = []
  let left = writes
  try {
    const digests = await digestsOf(shopify, writes)
    const entryOf = ({ link: { variantId }, value }: MetafieldWrite): MetafieldEntry => {
      return { variantId, value: String(value), digest: digests.get(variantId) ?? null }
    }
    while (left.length > 0) {
      const answer = await shopify.setMetafields(left.map(entryOf))
      if (answer.outcome === 'applied') return { written: left.length, failures, stopped: false }
      const named = new Map(answer.refusals.map(({ index, code, message }) => [index, `${message} (${code})`]))
      const unnamed = named.get(null)
      const refused = left.filter((_write, index) => unnamed !== undefined || named.has(index))
      failures.push(...refused.map((write) => failureOf(write, unnamed ?? named.get(left.indexOf(write)) ?? '')))
      left = left.filter((write) => !refused.includes(write))
    }
    return { written: 0, failures, stopped: false }
  } catch (error) {
    if (!(error instanceof SyncError)) throw error
    // The first is told for all: they have one cause.
    const detail = sentenceOf(error)
    return { written: 0, failures: [...failures, ...left.slice(0, 1).map((write) => failureOf(write, detail))], stopped: true }
  }
}

/** What is replaced is read again right before: a match of a large catalogue takes minutes. */
async function digestsOf(shopify: Shopify, writes: readonly MetafieldWrite[]): Promise<Map<string, string>> {
  const present = writes.filter(({ current }) => current !== null).map(({ link }) => link.variantId)
  if (present.length === 0) return new Map()
  const variants = await shopify.variantsOf(present)
  return new Map(variants.flatMap(({ variantId, metafield }) => (metafield ? [[variantId, metafield.digest]] : [])))
}

function failureOf({ link }: MetafieldWrite, detail: string | Sentence): Failure {
  const { shop, sku, variantId, inventoryItemId, odooDatabase } = link
  return { code: 'LINK_METAFIELD_UNWRITTEN', values: { sku, detail }, subject: { shop, sku, variantId, inventoryItemId, odooDatabase } }
}
