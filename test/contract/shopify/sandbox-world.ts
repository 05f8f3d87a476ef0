import type { ShopPlan } from '../../../sandbox/shopify/cost/cost-bucket.ts'
import { startShopifySandbox, type ShopifySandbox } from '../../../sandbox/shopify/shopify-sandbox.ts'
import { Budget } from '../../../src/adapters/shopify/pacing/budget.ts'
import { connectShopify } from '../../../src/adapters/shopify/connect.ts'
import type { ShopifyAuth } from '../../../src/adapters/shopify/settings.ts'
import { fixedRandom } from '../../support/fixed-random.ts'
import { hurriedClock } from '../../support/hurried-clock.ts'
import { seedShop, type ShopRules, type ShopWorld } from './shop-world.ts'

export type AuthKind = ShopifyAuth['kind']

export interface SandboxWorld extends ShopWorld {
  readonly sandbox: ShopifySandbox
  readonly budget: Budget
}

export interface SandboxWorldOptions extends ShopRules {
  readonly auth: AuthKind
  readonly plan?: ShopPlan
  readonly scopes?: readonly string[]
  readonly apiVersions?: readonly string[]
  /** Milliseconds of the hurried clock, which runs this many times as fast as the one on the wall. */
  readonly timeoutMs?: number
}

/** Waits pass this many times as fast, for the shop and for the connection alike. */
const hurry = 50

export const accessToken = 'shpat_sandbox_token'
const clientSecret = 'sandbox-client-secret'

const authOf: { readonly [K in AuthKind]: ShopifyAuth } = {
  token: { kind: 'token', accessToken },
  client: { kind: 'client', clientId: 'sandbox-client-id', clientSecret },
}

/** A connection to a simulated Shopify over HTTP. */
export async function sandboxWorld({ auth, apiVersion, timeoutMs = 500_000, ...shop }: SandboxWorldOptions): Promise<SandboxWorld> {
  const clock = hurriedClock(hurry)
  const sandbox = await startShopifySandbox({ ...shop, clock, accessToken, clientSecret }, seedShop)
  const budget = new Budget(clock)
  const settings = { shop: sandbox.shopDomain, apiUrl: sandbox.url, apiVersion, auth: authOf[auth], timeoutMs }
  const shopify = connectShopify(settings, { clock, random: fixedRandom, budget })
  return {
    sandbox,
    budget,
    shopify,
    model: sandbox.model,
    loseNextSet: (when) => sandbox.faults.add({ match: 'inventorySetQuantities', count: 1, effect: { kind: 'drop', when } }),
    nextReadIsStale: (writesAgo) => sandbox.faults.add({ match: 'nodes', count: 1, effect: { kind: 'stale-read', writesAgo } }),
    close: async () => {
      await shopify.close()
      await sandbox.close()
    },
  }
}
