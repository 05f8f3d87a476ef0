import { Shop } from '../sandbox/shopify/shop.ts'
import { shopContext } from '../sandbox/shopify/graphql/show.ts'
import { ensureShopifySchemas } from '../scripts/fetch-shopify-schema.mjs'
import { Budget } from '../src/adapters/shopify/pacing/budget.ts'
import { connectShopify } from '../src/adapters/shopify/connect.ts'
import type { Shopify } from '../src/ports/shopify/shopify.ts'
import type { Random } from '../src/ports/random.ts'
import { inventoryItem } from '../test/support/levels.ts'
import { VirtualClock } from '../test/support/virtual-clock.ts'
import { benchLocation, benchShop } from './receipt-lines.ts'

const apiVersion = '2026-10'
const accessToken = 'sandbox-access-token'

/** The real adapter with its real budget before a simulated shop with its real costs, in virtual time and without a network. */
export interface SimulatedShop {
  readonly clock: VirtualClock
  readonly random: Random
  readonly shop: Shop
  readonly shopify: Shopify
  readonly budget: Budget
  /** Calls that arrived at the shop, and the points that they took. */
  readonly calls: { set: number; read: number; throttled: number; points: number }
}

/** A shop of the Standard plan where every call takes `latency` milliseconds; every level shows `available`. */
export async function simulatedShop(items: number, locations: number, latency: number, available = 0): Promise<SimulatedShop> {
  await ensureShopifySchemas()
  const clock = new VirtualClock()
  let ids = 0
  const random: Random = { next: () => 0.5, uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}` }
  const shop = new Shop({ clock, random, accessToken, shopDomain: benchShop, historyLimit: 10 })
  for (let at = 1; at <= locations; at++) shop.model.addLocation({ id: benchLocation(at), name: `Warehouse ${at}` })
  const levels = Array.from({ length: locations }, (_, at) => ({ locationId: benchLocation(at + 1), available }))
  for (let item = 1; item <= items; item++) {
    shop.model.addProduct({
      title: `Shirt ${item}`,
      variants: [{ itemId: inventoryItem(item), sku: `SKU-${item}`, tracked: true, levels }],
    })
  }
  const calls = { set: 0, read: 0, throttled: 0, points: 0 }

  const fetchApi: typeof fetch = async (_input, init) => {
    const { query, variables = {} }: { query: string; variables?: Record<string, unknown> } = JSON.parse(
      typeof init?.body === 'string' ? init.body : '{}',
    )
    await clock.sleep(latency / 2)
    if (query.includes('inventorySetQuantities')) calls.set++
    else if (query.includes('inventoryLevel')) calls.read++
    const context = shopContext({
      model: shop.model,
      levels: shop.model.state.levels.ago(0),
      identity: shop.identity,
      scopes: shop.scopes,
      apiVersion,
      apiVersions: shop.apiVersions,
      subscriptions: shop.subscriptions,
      beforeCommit: async () => undefined,
    })
    const answer = await shop.graphql(apiVersion).answer({ query, variables, operationName: null }, context, false)
    if (answer.outcome === 'throttled') calls.throttled++
    calls.points += answer.actualCost
    await clock.sleep(latency / 2)
    const headers = { 'content-type': 'application/json', 'x-shopify-api-version': apiVersion }
    return new Response(JSON.stringify(answer.body), { headers })
  }

  const budget = new Budget(clock)
  const settings = { shop: benchShop, auth: { kind: 'token' as const, accessToken } }
  return { clock, random, shop, budget, calls, shopify: connectShopify(settings, { clock, random, fetch: fetchApi, budget }) }
}
