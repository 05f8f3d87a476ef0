import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { standardPlan } from '../sandbox/shopify/options.ts'
import { startShopifySandbox } from '../sandbox/shopify/shopify-sandbox.ts'
import { inventoryItem } from '../test/support/levels.ts'
import { benchLocation, benchShop } from './receipt-lines.ts'

const accessToken = 'sandbox-access-token'

/** A simulated shop in a process of its own, so that its work and its memory are not taken for those of the engine. */
export interface ReconcileShop {
  readonly settings: {
    readonly shop: string
    readonly apiUrl: string
    readonly auth: { readonly kind: 'token'; readonly accessToken: string }
  }
  stop(): Promise<void>
}

/** A shop of the Standard plan; every level shows `available`. */
export async function startReconcileShop(items: number, locations: number, available: number): Promise<ReconcileShop> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), [items, locations, available].map(String))
  const died = once(child, 'exit').then(() => {
    throw new Error('the simulated shop ended')
  })
  died.catch(() => undefined)
  const [url]: unknown[] = await Promise.race([once(child, 'message'), died])
  return {
    settings: { shop: benchShop, apiUrl: String(url), auth: { kind: 'token', accessToken } },
    async stop() {
      child.disconnect()
      await died.catch(() => undefined)
    },
  }
}

async function serve(items: number, locations: number, available: number): Promise<void> {
  const shop = await startShopifySandbox(
    { accessToken, shopDomain: benchShop, plan: standardPlan, logLimit: 1, historyLimit: 10 },
    (model) => {
      for (let at = 1; at <= locations; at++) model.addLocation({ id: benchLocation(at), name: `Warehouse ${at}` })
      const levels = Array.from({ length: locations }, (_, at) => ({ locationId: benchLocation(at + 1), available }))
      for (let item = 1; item <= items; item++)
        model.addProduct({ title: `Shirt ${item}`, variants: [{ itemId: inventoryItem(item), sku: `SKU-${item}`, tracked: true, levels }] })
    },
  )
  process.once('disconnect', () => void shop.close())
  process.send?.(shop.url)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [items = 0, locations = 0, available = 0] = process.argv.slice(2).map(Number)
  await serve(items, locations, available)
}
