import { readdirSync, readlinkSync } from 'node:fs'
import { type Demo, startDemo } from '../../sandbox/demo/start-demo.ts'

/** Both simulated systems, as config nodes find them. */
export interface NodeDemo {
  readonly demo: Demo
  /** Config nodes with the ids `odoo`, `shopify` and `store`. */
  readonly others: readonly object[]
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Starts both for the tests of a file. */
export function withDemo(): () => NodeDemo {
  let running: Demo | undefined
  before(async () => {
    running = await startDemo()
  })
  after(() => running?.close())
  return () => {
    if (running === undefined) throw new Error('the simulated systems do not run')
    const { odoo, shopify, environment } = running
    return {
      demo: running,
      others: [
        { id: 'odoo', type: 'odoo-connection', url: odoo.url, database: odoo.database, username: environment['ODOO_USERNAME'] },
        { id: 'shopify', type: 'shopify-connection', shop: shopify.shopDomain, apiUrl: shopify.url },
        { id: 'store', type: 'sync-store' },
      ],
      credentials: {
        odoo: { apiKey: environment['ODOO_API_KEY'] ?? '' },
        shopify: { accessToken: environment['SHOPIFY_ACCESS_TOKEN'] ?? '' },
      },
    }
  }
}

/** The files of a folder that this process has open; always empty where the system does not tell. */
export function openFiles(folder: string): string[] {
  const links = process.platform === 'linux' ? readdirSync('/proc/self/fd') : []
  return links.map(target).filter((file) => file.startsWith(folder))
}

function target(link: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${link}`)
  } catch {
    return ''
  }
}
