import { type OdooSandbox, type OdooSandboxOptions, startOdooSandbox } from '../odoo/odoo-sandbox.ts'
import { demoUsers, demoWarehouse } from '../odoo/demo-warehouse.ts'
import { seedDemoCatalogue } from '../shopify/demo-catalogue.ts'
import type { ShopifySandboxOptions } from '../shopify/options.ts'
import { type ShopifySandbox, startShopifySandbox } from '../shopify/shopify-sandbox.ts'
import { seedSceneInOdoo, seedSceneInShopify } from './scene.ts'
import { scenes } from './scenes.ts'

/** Both simulated systems with the demo stock, and the environment in which the bundled flows find them. */
export interface Demo {
  readonly odoo: OdooSandbox
  readonly shopify: ShopifySandbox
  readonly environment: Readonly<Record<string, string>>
  close(): Promise<void>
}

const accessToken = 'sandbox-access-token'

export interface DemoOptions {
  readonly odoo?: OdooSandboxOptions
  readonly shopify?: ShopifySandboxOptions
  /** Name of the bundled flow that will run, e.g. `drop-ship`: some need more places and stock than the plain demo has. */
  readonly flow?: string
}

/** Starts both on free loopback ports. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const scene = scenes[options.flow ?? '']
  const odoo = await startOdooSandbox({
    seed: (env) => {
      demoWarehouse(env)
      if (scene !== undefined) seedSceneInOdoo(env, scene)
    },
    ...options.odoo,
  })
  try {
    const shopify = await startShopifySandbox({ accessToken, ...options.shopify }, (model) => {
      seedDemoCatalogue(model)
      if (scene !== undefined) seedSceneInShopify(model, scene)
    })
    const [user] = options.odoo?.users ?? demoUsers
    return {
      odoo,
      shopify,
      environment: {
        ODOO_URL: odoo.url,
        ODOO_DB: odoo.database,
        ODOO_USERNAME: user?.login ?? '',
        ODOO_API_KEY: user?.apiKey ?? '',
        SHOPIFY_STORE_DOMAIN: shopify.shopDomain,
        SHOPIFY_ACCESS_TOKEN: options.shopify?.accessToken ?? accessToken,
        SHOPIFY_API_URL: shopify.url,
        SANDBOX_ODOO_URL: odoo.controlUrl,
        SANDBOX_SHOPIFY_URL: shopify.url,
      },
      async close() {
        await Promise.all([odoo.stop(), shopify.close()])
      },
    }
  } catch (error) {
    await odoo.stop()
    throw error
  }
}
