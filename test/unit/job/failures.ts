import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { recordFailures } from '../../../src/engine/jobs/record-failures.ts'
import { describeFailure } from '../../../src/base/error/describe.ts'
import type { ErrorCode } from '../../../src/base/error/catalogue.ts'
import type { FailedLine, Subject } from '../../../src/base/messages/failed.ts'
import { english } from '../../support/english.ts'
import { countedRandom } from '../delivery/support/counted-random.ts'

export const start = Date.UTC(2026, 10, 20)

/** A failure of product `n` at a Shopify location. */
export function failure(code: ErrorCode, n: number, more: Partial<Subject> = {}): FailedLine {
  const subject: Subject = {
    shop: 'nova-trail.myshopify.com',
    sku: `SKU-${n}`,
    inventoryItemId: `gid://shopify/InventoryItem/${n}`,
    odooDatabase: 'shop@odoo.example.com',
    odooProductId: n,
    odooProduct: `Product ${n}`,
    shopifyLocationId: 'gid://shopify/Location/1',
    shopifyLocation: 'New Jersey',
    ...more,
  }
  return describeFailure({ code, values: {}, subject }, english, new Date(start).toISOString())
}

/** A store that keeps the failures as jobs `id-1`, `id-2`, …, one a second, the first first. */
export async function storeWith(...failures: readonly FailedLine[]): Promise<MemoryStore> {
  const store = new MemoryStore()
  const random = countedRandom()
  for (const [second, line] of failures.entries()) await recordFailures(store, [line], random, start + second * 1000)
  return store
}
