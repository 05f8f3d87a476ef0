import type { Clock } from '../../src/ports/clock.ts'
import type { Random } from '../../src/ports/random.ts'
import type { AppCredentials } from './auth/access-tokens.ts'
import type { ShopPlan } from './cost/cost-bucket.ts'
import type { ModelOptions } from './model/model-options.ts'

/** How the simulated Shopify is set up; everything has a default. */
export interface ShopifySandboxOptions
  extends
    Partial<AppCredentials>,
    Pick<ModelOptions, 'idempotency' | 'refusalsBurnKey' | 'batchBehaviour' | 'staleErrors' | 'historyLimit'> {
  /** Zero takes any free port. */
  readonly port?: number
  readonly clock?: Clock
  readonly random?: Random
  /** Supported versions, oldest first; each must be in the schema cache. */
  readonly apiVersions?: readonly string[]
  readonly plan?: ShopPlan
  readonly scopes?: readonly string[]
  readonly shopDomain?: string
  readonly shopName?: string
  /** Signs webhooks; the client secret when absent, as with Shopify. */
  readonly webhookSecret?: string
  /** Waits before the second, third … attempt of a webhook in ms; Shopify's 8 within 4 hours when absent. */
  readonly webhookRetryDelays?: readonly number[]
  /** How many requests the log keeps; 1,000 when absent. */
  readonly logLimit?: number
}

/** What an app of this project is allowed to do. */
export const defaultScopes: readonly string[] = [
  'read_products',
  'write_products',
  'read_inventory',
  'write_inventory',
  'read_locations',
  'read_orders',
  'read_merchant_managed_fulfillment_orders',
  'write_merchant_managed_fulfillment_orders',
]

/** The bucket of the Standard plan (shopify-facts 2). */
export const standardPlan: ShopPlan = { maximumAvailable: 2000, restoreRate: 100 }

/** Doubling from a minute: eight attempts in about four hours. */
export const shopifyRetryDelays: readonly number[] = Array.from({ length: 8 }, (_, attempt) => 60_000 * 2 ** attempt)
