import { failureIn } from '../../src/base/error/describe.ts'
import type { NodeAPI } from 'node-red'
import { beginShop, type Begin } from '../../src/engine/delivery/freeze.ts'
import type { DeliveryListener } from '../../src/engine/delivery/ports.ts'
import { askedReadingOf } from '../../src/base/messages/asked-reading.ts'
import { acknowledge, acknowledgements } from '../kit/acknowledge.ts'
import { serviceOf } from '../kit/config-node.ts'
import { defineNode } from '../kit/define.ts'
import { inWords } from '../kit/in-words.ts'
import { onClose } from '../kit/on-close.ts'
import { onInput } from '../kit/on-input.ts'
import { realClock } from '../kit/real-clock.ts'
import { readLines } from '../kit/read-lines.ts'
import { repeat } from '../kit/repeat.ts'
import { textSetting } from '../kit/setting.ts'
import { statusLine } from '../kit/status.ts'
import { shopifyConnections } from '../shopify-connection/shopify-service.ts'
import { syncStores } from '../sync-store/sync-stores.ts'
import { runDeliveryCommand } from './delivery-command.ts'
import { deliveryServices, deliveryRoutes } from './delivery-service.ts'
import { deliveryOptions } from './delivery-options.ts'
import { deliveryStatus } from './delivery-status.ts'
import { Rate } from './rate.ts'
import { versionEndWatch } from './version-end-watch.ts'
import { leaseDelivery, type DeliveryLease } from './shared-delivery.ts'

const type = 'shopify-inventory-set'
const statusEvery = 1000

/** shopify-inventory-set: stores wanted levels and delivers them, whatever happens in between. */
export default function register(RED: NodeAPI): void {
  deliveryRoutes(RED)
  defineNode(RED, type, ({ node, config, say }) => {
    const shop = serviceOf(RED, config['shopify'], shopifyConnections, type, 'shopify')
    const stores = serviceOf(RED, config['store'], syncStores, type, 'store')
    const options = deliveryOptions(config)
    const begin: Begin = textSetting(config['begin']) === 'written' ? 'written' : 'frozen'
    const shopify = shop.shopify()
    const versionEnds = versionEndWatch(node, shop, stores, say)
    const rate = new Rate()
    const status = statusLine(node)
    let leasing: Promise<DeliveryLease> | undefined

    async function leaseAnew(): Promise<DeliveryLease> {
      const store = await stores.open()
      const began = await store.transaction((tables) => beginShop(tables, shopify.shop, begin, realClock.now()))
      if (began) node.warn(say('status.began-frozen', { shop: shopify.shop }))
      const listener: DeliveryListener = {
        applied(lines) {
          rate.count(lines.length, realClock.elapsed())
          node.send([{ topic: shopify.shop, payload: lines.map((line) => inWords(say, line)) }, null, null])
        },
        failed: (lines) => node.send([null, { topic: shopify.shop, payload: lines.map((line) => failureIn(say, line)) }, null]),
      }
      return leaseDelivery(node.id, store, { shopify, options, listener })
    }
    function lease(): Promise<DeliveryLease> {
      leasing ??= leaseAnew().catch((error: unknown) => {
        leasing = undefined
        throw error
      })
      return leasing
    }

    deliveryServices.set(node, {
      ask: async (command, viewer) => runDeliveryCommand((await lease()).delivery, shopify.shop, command, viewer),
    })

    // Starts at once, so that what waited when Node-RED stopped goes on without a new message.
    const watching = repeat(
      node,
      say,
      statusEvery,
      async () => {
        const { delivery } = await lease()
        const rated = rate.perMinute(realClock.elapsed())
        const announced = await versionEnds.look()
        if (announced !== null) node.send([null, { topic: shopify.shop, payload: [announced] }, null])
        const shown = deliveryStatus(await delivery.depth(), delivery.state(), await delivery.stops(), rated, Date.now(), say)
        const { text, near } = versionEnds.marked(shown.text ?? '')
        status.set(near && shown.fill !== 'red' ? { ...shown, text, fill: shown.fill === 'green' ? 'yellow' : shown.fill } : shown)
      },
      (error) => status.set({ fill: 'red', shape: 'ring', text: error instanceof Error && 'code' in error ? String(error.code) : '' }),
    )
    watching.now()

    onInput(node, say, async (message, send) => {
      // What a reconciliation reads is compared, and not written.
      if (askedReadingOf(message) !== undefined) return
      const { delivery } = await lease()
      const { payload } = message
      if (typeof payload === 'object' && payload !== null && 'action' in payload) {
        send([null, null, { ...message, payload: await runDeliveryCommand(delivery, shopify.shop, payload, say) }])
        return
      }
      await delivery.accept(await readLines('linked-level', payload), node.id)
      await acknowledge(payload, { what: 'stored', by: node.id })
    })
    const leave = acknowledgements.join(node.id)
    onClose(node, async () => {
      leave()
      await watching.stop()
      status.close()
      const held = await leasing?.catch(() => undefined)
      await held?.release()
    })
  })
}
