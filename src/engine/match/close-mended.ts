import type { ErrorCode } from '../../base/error/catalogue.ts'
import type { FailedJob } from '../../ports/store/failed-job.ts'
import type { Store } from '../../ports/store/store.ts'
import type { ProductToRead } from '../jobs/retry-jobs.ts'

/** Products that are linked now and were not before: they must be looked at again in Odoo. */
export interface Mended {
  readonly products: readonly ProductToRead[]
}

/** Codes of jobs that a match makes, and can find mended. */
const matchCodes: readonly ErrorCode[] = [
  'PRODUCT_UNLINKED',
  'PRODUCT_ARCHIVED',
  'PRODUCT_TAKEN',
  'LINK_SKU_BLANK',
  'LINK_DUPLICATE_IN_SHOPIFY',
  'LINK_DUPLICATE_IN_ODOO',
  'LINK_CONTRADICTION',
  'LINK_SHARED_STOCK',
  'LINK_METAFIELD_CONTRADICTS',
  'LINK_PRODUCT_GONE',
  'LINK_PRODUCT_ARCHIVED',
  'LINK_POINTS_ELSEWHERE',
  'ITEM_IS_BUNDLE',
  'ITEM_UNTRACKED',
]

const jobsAtOnce = 500

/**
 * Closes the jobs whose cause is gone, dismissed ones too: a refusal that the match no longer gives (`mended` tells by item and
 * code), and an Odoo product that has a link by now. Without this, an operator would go after what somebody has mended already,
 * and what comes back after it was mended would stay dismissed. `newly`: products of new links, which had no job where they are
 * only counted.
 */
export async function closeMended(
  store: Store,
  { shop, odooDatabase, at }: { readonly shop: string; readonly odooDatabase: string; readonly at: number },
  mended: (inventoryItemId: string, code: string) => boolean,
  newly: readonly number[] = [],
): Promise<Mended> {
  const causes: string[] = []
  for (const code of matchCodes) {
    for await (const jobs of jobsOf(store, code, shop)) {
      for (const { cause, failure } of jobs) {
        const { inventoryItemId, shopifyLocationId } = failure.subject
        // A job that names a location is about a level, and closed by the delivery.
        if (inventoryItemId !== undefined && shopifyLocationId === undefined && mended(inventoryItemId, code)) causes.push(cause)
      }
    }
  }
  const products = new Map<number, ProductToRead>(newly.map((productId) => [productId, { database: odooDatabase, productId }]))
  for await (const jobs of jobsOf(store, 'VARIANT_UNLINKED', shop)) {
    const own = jobs.filter(({ failure }) => failure.subject.odooDatabase === odooDatabase)
    const linked = await linkedProducts(store, shop, odooDatabase, own)
    for (const { cause, failure } of own) {
      const { odooProductId } = failure.subject
      if (odooProductId === undefined || !linked.has(odooProductId)) continue
      products.set(odooProductId, { database: odooDatabase, productId: odooProductId })
      causes.push(cause)
    }
  }
  for (let start = 0; start < causes.length; start += jobsAtOnce) {
    const some = causes.slice(start, start + jobsAtOnce)
    await store.transaction((tables) => tables.failedJobs.resolve(some, at))
  }
  return { products: [...products.values()] }
}

/** The jobs of a code that are not over, by their key; nothing is closed meanwhile, so that no page loses its place. */
async function* jobsOf(store: Store, code: ErrorCode, shop: string): AsyncGenerator<FailedJob[]> {
  for (let after: string | null = null; ;) {
    const last: string | null = after
    const jobs: FailedJob[] = await store.transaction((tables) => tables.failedJobs.standing(`${code}|${shop}|`, last, jobsAtOnce))
    if (jobs.length > 0) yield jobs
    if (jobs.length < jobsAtOnce) return
    after = jobs.at(-1)?.cause ?? null
  }
}

async function linkedProducts(store: Store, shop: string, odooDatabase: string, jobs: readonly FailedJob[]): Promise<Set<number>> {
  const ids = jobs.flatMap(({ failure }) => failure.subject.odooProductId ?? [])
  if (ids.length === 0) return new Set()
  const links = await store.transaction((tables) => tables.links.byProduct(shop, odooDatabase, ids))
  return new Set(links.map((link) => link.odooProductId))
}
