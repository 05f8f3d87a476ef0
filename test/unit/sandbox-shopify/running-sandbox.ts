import type { ShopifySandboxOptions } from '../../../sandbox/shopify/options.ts'
import { startShopifySandbox, type ShopifySandbox } from '../../../sandbox/shopify/shopify-sandbox.ts'
import { seedSmallShop } from './small-shop.ts'

/** Runs a test against the small shop on a port of its own, and leaves nothing running. */
export async function withSandbox(options: ShopifySandboxOptions, test: (sandbox: ShopifySandbox) => Promise<void>): Promise<void> {
  const sandbox = await startShopifySandbox(options, seedSmallShop)
  try {
    await test(sandbox)
  } finally {
    await sandbox.close()
  }
}
