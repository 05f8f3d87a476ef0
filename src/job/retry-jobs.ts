import { approveRun } from '../delivery/breaker-state.ts'
import { retryLevel } from '../delivery/retry-levels.ts'
import type { FailedJob } from '../store/failed-job.ts'
import type { LevelKey } from '../store/level-record.ts'
import type { StoreTables } from '../store/store.ts'

/** A product that must be looked at again in Odoo. */
export interface ProductToRead {
  readonly database: string
  readonly productId: number
}

/**
 * Retries jobs: not by sending the old number, but by looking again (requirement 7.10). Failed levels go back into the queue,
 * a run that the circuit breaker stopped is approved, and the products are returned so that Odoo is asked for them anew.
 */
export async function retryJobs(tables: StoreTables, jobs: readonly FailedJob[], now: number): Promise<ProductToRead[]> {
  const products = new Map<string, ProductToRead>()
  const keys: LevelKey[] = []
  const retrying: string[] = []
  for (const { id, failure } of jobs) {
    const { shop, inventoryItemId, shopifyLocationId, odooDatabase, odooProductId } = failure.subject
    if (odooDatabase !== undefined && odooProductId !== undefined) {
      products.set(`${odooDatabase}/${odooProductId}`, { database: odooDatabase, productId: odooProductId })
    }
    if (failure.code === 'BREAKER_TRIPPED' && shop !== undefined && shopifyLocationId !== undefined) {
      await approveRun(tables, shop, shopifyLocationId, now)
      continue
    }
    retrying.push(id)
    if (shop === undefined || shopifyLocationId === undefined || inventoryItemId === undefined) continue
    keys.push({ shop, inventoryItemId, locationId: shopifyLocationId })
  }
  const records = (await tables.levels.get(keys)).filter((record) => record !== null)
  await tables.levels.put(records.map((record) => retryLevel(record)))
  await tables.failedJobs.setState(retrying, 'retrying', null, now)
  return [...products.values()]
}
