import { errorCatalogue, type ErrorCode } from '../error/catalogue.ts'
import type { FailedJob } from '../store/failed-job.ts'
import type { Store } from '../store/store.ts'
import type { ProductToRead } from '../job/retry-jobs.ts'

/** Products whose jobs were closed because they are linked now: they must be looked at again in Odoo. */
export interface Mended {
  readonly products: readonly ProductToRead[]
}

/** Codes of jobs that a match makes, and can find mended. */
const matchCodes = new Set<ErrorCode>([
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
])

const jobsAtOnce = 500

/**
 * Closes the open jobs whose cause is gone: a refusal that the match no longer gives (`mended` tells by item and code), and
 * an Odoo product that has a link by now. Without this, an operator would go after what somebody has mended already.
 */
export async function closeMended(
  store: Store,
  { shop, odooDatabase, at }: { readonly shop: string; readonly odooDatabase: string; readonly at: number },
  mended: (inventoryItemId: string, code: string) => boolean,
): Promise<Mended> {
  const causes: string[] = []
  const products = new Map<number, ProductToRead>()
  for await (const jobs of openJobs(store, shop)) {
    const unlinked = jobs.filter(({ failure }) => failure.code === 'VARIANT_UNLINKED' && failure.subject.odooDatabase === odooDatabase)
    const linked = await linkedProducts(store, shop, odooDatabase, unlinked)
    for (const { cause, failure } of jobs) {
      const { inventoryItemId, odooProductId, shopifyLocationId } = failure.subject
      if (failure.code === 'VARIANT_UNLINKED') {
        if (odooProductId === undefined || failure.subject.odooDatabase !== odooDatabase || !linked.has(odooProductId)) continue
        products.set(odooProductId, { database: odooDatabase, productId: odooProductId })
        causes.push(cause)
      } else if (
        // A job that names a location is about a level, and closed by the delivery.
        inventoryItemId !== undefined &&
        shopifyLocationId === undefined &&
        isMatchCode(failure.code) &&
        mended(inventoryItemId, failure.code)
      ) {
        causes.push(cause)
      }
    }
  }
  for (let start = 0; start < causes.length; start += jobsAtOnce) {
    const some = causes.slice(start, start + jobsAtOnce)
    await store.transaction((tables) => tables.failedJobs.resolve(some, at))
  }
  return { products: [...products.values()] }
}

/** Nothing is closed while pages are read, so that no page loses its place. */
async function* openJobs(store: Store, shop: string): AsyncGenerator<FailedJob[]> {
  for (const state of ['open', 'retrying'] as const) {
    for (let offset = 0; ; offset += jobsAtOnce) {
      const filter = { class: errorCatalogue.PRODUCT_UNLINKED.class, shop, state, limit: jobsAtOnce, offset }
      const jobs = await store.transaction((tables) => tables.failedJobs.list(filter))
      if (jobs.length > 0) yield jobs
      if (jobs.length < jobsAtOnce) break
    }
  }
}

async function linkedProducts(store: Store, shop: string, odooDatabase: string, jobs: readonly FailedJob[]): Promise<Set<number>> {
  const ids = jobs.flatMap(({ failure }) => failure.subject.odooProductId ?? [])
  if (ids.length === 0) return new Set()
  const links = await store.transaction((tables) => tables.links.byProduct(shop, odooDatabase, ids))
  return new Set(links.map((link) => link.odooProductId))
}

function isMatchCode(code: string): boolean {
  return [...matchCodes].some((known) => known === code)
}
