import { approveRun } from '../delivery/breaker-state.ts'
import { retryLevel } from '../../rules/delivery/retry-levels.ts'
import type { FailedJob } from '../../ports/store/failed-job.ts'
import type { LevelKey, LevelRecord } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'

/** A product that must be looked at again in Odoo. */
export interface ProductToRead {
  readonly database: string
  readonly productId: number
}

/** An inventory item that must be matched again. */
export interface ItemToMatch {
  readonly shop: string
  readonly inventoryItemId: string
}

/** Who is there to take up what a retry asks for. */
export interface RetryTakers {
  /** A watch is handed the products. */
  readonly products: boolean
  /** A product-link is handed the items. */
  readonly items: boolean
}

/** What a retry came to. */
export interface Retried {
  readonly products: readonly ProductToRead[]
  readonly items: readonly ItemToMatch[]
  /** Jobs that nobody here can read the product or match the item of: they stay as they are. */
  readonly unheard: readonly FailedJob[]
  /** Jobs about no product, item or level: there is nothing to look at again, they stay as they are. */
  readonly nothing: readonly FailedJob[]
}

/** Faults of a whole shop: its delivery tries by itself, and ends the job. */
const triedByItself = /^SHOPIFY_/

/**
 * Retries jobs: not by sending the old number, but by looking again (requirement 7.10). Failed levels go back into the queue,
 * writes that the circuit breaker stopped are approved, and the products and items are returned so that they are asked for
 * anew. A job counts as being retried only when somebody takes it up.
 */
export async function retryJobs(
  tables: StoreTables,
  jobs: readonly FailedJob[],
  now: number,
  takers: RetryTakers = { products: true, items: true },
): Promise<Retried> {
  const records = await levelsOf(tables, jobs)
  const products = new Map<string, ProductToRead>()
  const items = new Map<string, ItemToMatch>()
  const levels: LevelRecord[] = []
  const retrying: string[] = []
  const unheard: FailedJob[] = []
  const nothing: FailedJob[] = []
  for (const job of jobs) {
    const { shop, inventoryItemId, shopifyLocationId, odooDatabase, odooProductId } = job.failure.subject
    if (job.failure.code === 'BREAKER_TRIPPED' && shop !== undefined && shopifyLocationId !== undefined) {
      await approveRun(tables, shop, shopifyLocationId, now)
      continue
    }
    const atLocation = inventoryItemId === undefined && job.failure.code === 'LOCATION_UNKNOWN' && shop !== undefined
    const stopped = atLocation && shopifyLocationId !== undefined ? await tables.levels.failedAt(shop, shopifyLocationId) : []
    const waiting = stopped.filter((record) => record.failure === 'LOCATION_UNKNOWN')
    levels.push(...waiting)
    const level = records.get(job.id) ?? null
    const item = shop !== undefined && inventoryItemId !== undefined && job.failure.class === 'product-identity'
    const product = odooDatabase !== undefined && odooProductId !== undefined
    if (product && takers.products) products.set(`${odooDatabase}/${odooProductId}`, { database: odooDatabase, productId: odooProductId })
    if (item && takers.items) items.set(`${shop}/${inventoryItemId}`, { shop, inventoryItemId })
    if (level !== null) levels.push(level)
    const taken =
      level !== null || waiting.length > 0 || (product && takers.products) || (item && takers.items) || triedByItself.test(job.failure.code)
    if (taken) retrying.push(job.id)
    else (product || item ? unheard : nothing).push(job)
  }
  await tables.levels.put(levels.map((record) => retryLevel(record)))
  await tables.failedJobs.setState(retrying, 'retrying', null, now)
  return { products: [...products.values()], items: [...items.values()], unheard, nothing }
}

/** The levels that jobs are about, by the id of the job; a level that was never accepted cannot be tried. */
async function levelsOf(tables: StoreTables, jobs: readonly FailedJob[]): Promise<Map<string, LevelRecord>> {
  const keys = new Map<string, LevelKey>()
  for (const { id, failure } of jobs) {
    const { shop, inventoryItemId, shopifyLocationId: locationId } = failure.subject
    if (shop === undefined || locationId === undefined || inventoryItemId === undefined) continue
    keys.set(id, { shop, inventoryItemId, locationId })
  }
  const records = await tables.levels.get([...keys.values()])
  return new Map([...keys.keys()].flatMap((id, index) => (records[index] ? [[id, records[index]]] : [])))
}
