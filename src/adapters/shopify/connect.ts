import { createHash } from 'node:crypto'
import type { Clock } from '../../ports/clock.ts'
import type { Budget } from './pacing/budget.ts'
import { budgetOf } from './pacing/budget-registry.ts'
import type { Random } from '../../ports/random.ts'
import { AdminCalls } from './admin-calls.ts'
import { AdminShopify } from './admin-shopify.ts'
import { ClientToken } from './client-token.ts'
import { redactor } from '../../base/error/redact.ts'
import { checkedSettings, type CheckedSettings, type ShopifyAuth, type ShopifySettings } from './settings.ts'
import type { Shopify } from '../../ports/shopify/shopify.ts'
import { fixedToken, type TokenSource } from './token.ts'
import { transport } from './transport.ts'

/** What a connection needs from outside. `fetch` and `budget` are those of the process when absent. */
export interface ShopifyTools {
  readonly clock: Clock
  readonly random: Random
  readonly fetch?: typeof fetch
  readonly budget?: Budget
}

/**
 * A connection to a shop. Nothing is sent until it is used. Every connection of one app to one shop in this process
 * shares one cost budget. Throws CONFIG_MISSING when the settings cannot be used.
 */
export function connectShopify(settings: ShopifySettings, tools: ShopifyTools): Shopify {
  const checked = checkedSettings(settings)
  const { clock, random, fetch: fetchApi = fetch } = tools
  const net = { clock, fetch: fetchApi }
  const tokens = tokenSource(checked, net)
  const budget = tools.budget ?? budgetOf(checked.shop, appKey(checked.auth), clock)
  const calls = new AdminCalls({ ...checked, clock, random, budget, tokens, send: transport(checked, net) })
  return new AdminShopify(
    checked,
    calls,
    redactor(() => tokens.secrets()),
  )
}

function tokenSource({ auth, ...where }: CheckedSettings, net: { readonly fetch: typeof fetch; readonly clock: Clock }): TokenSource {
  return auth.kind === 'token' ? fixedToken(auth.accessToken) : new ClientToken({ ...where, ...auth }, net)
}

/** Names the app without giving its token away. */
function appKey(auth: ShopifyAuth): string {
  return auth.kind === 'client' ? auth.clientId : createHash('sha256').update(auth.accessToken).digest('hex').slice(0, 16)
}
