import type { NodeAPI } from 'node-red'
import { attachLinks } from '../../src/link/attach.ts'
import { scanCatalogue } from '../../src/link/scan-catalogue.ts'
import { checkLines } from '../../src/line/check.ts'
import type { LevelLine } from '../../src/line/level.ts'
import type { Link } from '../../src/store/link.ts'
import { acknowledgeRest } from '../kit/acknowledge.ts'
import { offerOf } from '../kit/config-node.ts'
import { defineNode } from '../kit/define.ts'
import { nodeError } from '../kit/node-error.ts'
import { onClose } from '../kit/on-close.ts'
import { onInput } from '../kit/on-input.ts'
import { realClock } from '../kit/real-clock.ts'
import { repeat } from '../kit/repeat.ts'
import { numberSetting } from '../kit/setting.ts'
import { statusLine } from '../kit/status.ts'
import { odooConnections } from '../odoo-connection/offer.ts'
import { shopifyConnections } from '../shopify-connection/offer.ts'
import { syncStores } from '../sync-store/offer.ts'
import { describeFailure } from '../../src/error/describe.ts'

const type = 'product-link'
/** A product that nobody knows may be new: then the catalogues are read once more, but not more often than this. */
const soonest = 60_000

/** product-link: completes level lines with the inventory item that the product is linked to. */
export default function register(RED: NodeAPI): void {
  defineNode(RED, type, ({ node, config, say }) => {
    const odoo = offerOf(RED, config['odoo'], odooConnections, type, 'odoo')
    const shopify = offerOf(RED, config['shopify'], shopifyConnections, type, 'shopify')
    const stores = offerOf(RED, config['store'], syncStores, type, 'store')
    const refresh = numberSetting(config['refresh'], type, 'refresh', 60, 0) * 60_000
    const status = statusLine(node)
    let scannedAt = 0
    let scanning: Promise<void> | undefined

    async function scan(): Promise<void> {
      const { report, refusals } = await scanCatalogue({
        odoo: odoo.odoo(),
        shopify: shopify.shopify(),
        store: await stores.open(),
        say,
        now: realClock.now(),
        progress: (count) => status.set({ fill: 'blue', shape: 'dot', text: say('status.scanning', { count }) }),
      })
      scannedAt = realClock.now()
      status.set({ fill: 'green', shape: 'dot', text: say('status.ready-links', { count: report.linkedBySku + report.linkedByBarcode }) })
      if (refusals.length === 0) return
      const at = new Date().toISOString()
      node.send([null, { topic: 'scan', report, payload: refusals.map((refusal) => describeFailure(refusal, say, at)) }])
    }
    /** One scan at a time; whoever asks meanwhile waits for the one under way. */
    function scanOnce(): Promise<void> {
      scanning ??= scan().finally(() => (scanning = undefined))
      return scanning
    }

    const timer = repeat(node, say, refresh === 0 ? 2 ** 31 - 1 : refresh, scanOnce, (error) => {
      const failure = nodeError(error, say)
      status.set({ fill: 'red', shape: 'ring', text: failure.code })
      node.error(failure, { topic: type, payload: [] })
    })
    if (refresh > 0) timer.now()

    async function linksOf(levels: readonly LevelLine[]): Promise<Link[]> {
      const { shop } = shopify.shopify()
      const products = Map.groupBy(levels, (line) => line.odoo.database)
      const store = await stores.open()
      return store.transaction(async (tables) => {
        const links: Link[] = []
        for (const [database, lines] of products) {
          links.push(...(await tables.links.byProduct(shop, database, [...new Set(lines.map((line) => line.odoo.productId))])))
        }
        return links
      })
    }

    onInput(node, say, async (message, send) => {
      if (isScanRequest(message.payload)) {
        await scanOnce()
        return
      }
      const levels = checkLines('level', message.payload, say)
      const at = new Date().toISOString()
      let attached = attachLinks(levels, await linksOf(levels), say, at)
      if (attached.failed.length > 0 && realClock.now() - scannedAt > soonest) {
        await scanOnce()
        attached = attachLinks(levels, await linksOf(levels), say, at)
      }
      const { linked, failed } = attached
      status.set({ fill: failed.length === 0 ? 'green' : 'yellow', shape: 'dot', text: say('status.linked', { linked: linked.length, unlinked: failed.length }) })
      send([linked.length === 0 ? null : { ...message, payload: linked }, failed.length === 0 ? null : { ...message, payload: failed }])
      acknowledgeRest(failed, linked, { what: 'dropped' })
    })
    onClose(node, async () => {
      await timer.stop()
      await scanning?.catch(() => undefined)
      status.close()
    })
  })
}

function isScanRequest(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && 'action' in payload && payload.action === 'scan'
}
