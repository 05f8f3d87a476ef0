import type { UnsaidFailure } from '../../base/messages/failed.ts'
import type { FailedJob } from '../../ports/store/failed-job.ts'

/**
 * The identity of a cause: the same code on the same subject is one job with a count (requirement 7.10). Names are left
 * out, ids decide.
 */
export function causeOf(failure: Pick<UnsaidFailure, 'code' | 'subject'>): string {
  const { shop, inventoryItemId, sku, odooDatabase, odooProductId, shopifyLocationId, odooLocation } = failure.subject
  const item = inventoryItemId ?? sku ?? ''
  return [failure.code, shop ?? '', item, odooDatabase ?? '', odooProductId ?? '', shopifyLocationId ?? '', odooLocation ?? ''].join('|')
}

/** A failure as a new open job. */
export function jobOf(failure: UnsaidFailure, id: string, now: number): FailedJob {
  return { id, cause: causeOf(failure), failure, count: 1, firstAt: now, lastAt: now, since: now, state: 'open', note: null }
}
