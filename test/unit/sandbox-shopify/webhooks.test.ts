import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ShopifySandboxOptions } from '../../../sandbox/shopify/options.ts'
import type { ShopifySandbox } from '../../../sandbox/shopify/shopify-sandbox.ts'
import { ManualClock } from './manual-clock.ts'
import { withSandbox } from './running-sandbox.ts'
import { call, setLevel } from './sandbox-client.ts'
import { east, lamp, west } from './small-shop.ts'

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const subscribe = `mutation($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) { webhookSubscription { id topic uri } userErrors { field message } }
}`

describe('webhooks of the simulated Shopify', () => {
  it('are signed over the raw body and carry every header', () =>
    withReceiver({ webhookSecret: 'hush' }, ['INVENTORY_LEVELS_UPDATE'], async (sandbox, received) => {
      await setLevel(sandbox, { quantity: 3 }, 'k')
      await sandbox.webhooks.idle()
      const [delivery] = received
      assert.ok(delivery)
      const { headers, body } = delivery
      assert.equal(headers['x-shopify-hmac-sha256'], createHmac('sha256', 'hush').update(body).digest('base64'))
      assert.equal(headers['x-shopify-topic'], 'inventory_levels/update')
      assert.equal(headers['x-shopify-shop-domain'], 'sandbox.myshopify.com')
      assert.equal(headers['x-shopify-api-version'], '2026-10')
      for (const name of ['webhook-id', 'event-id', 'triggered-at']) assert.ok(headers[`x-shopify-${name}`], name)
      assert.match(body, /^\{"inventory_item_id":11,"location_id":1,"available":3,/)
    }))

  it('share an event id when one action causes them', () =>
    withReceiver({}, ['INVENTORY_LEVELS_UPDATE', 'ORDERS_CREATE'], async (sandbox, received) => {
      sandbox.model.sell({ locationId: east, lines: [{ itemId: lamp, quantity: 2 }] })
      await sandbox.webhooks.idle()
      assert.deepEqual(
        received.map(({ headers }) => headers['x-shopify-topic']),
        ['inventory_levels/update', 'orders/create'],
      )
      assert.equal(new Set(received.map(({ headers }) => headers['x-shopify-event-id'])).size, 1)
      assert.equal(new Set(received.map(({ headers }) => headers['x-shopify-webhook-id'])).size, 2)
    }))

  it('tell what is true when they are sent, not when the event happened', () =>
    withReceiver({}, ['INVENTORY_LEVELS_UPDATE'], async (sandbox, received) => {
      for (const quantity of [1, 0]) sandbox.model.edit({ inventoryItemId: lamp, locationId: east }, quantity)
      await sandbox.webhooks.idle()
      assert.deepEqual(
        received.map(({ body }) => /"available":(\d+)/.exec(body)?.[1]),
        ['0', '0'],
      )
    }))

  it('are not sent for an unchanged quantity', () =>
    withReceiver({}, ['INVENTORY_LEVELS_UPDATE'], async (sandbox, received) => {
      await setLevel(sandbox, { quantity: 10 }, 'k')
      await sandbox.webhooks.idle()
      assert.equal(received.length, 0)
    }))

  it('can be lost, doubled and reordered', () =>
    withReceiver({}, ['INVENTORY_LEVELS_UPDATE'], async (sandbox, received) => {
      const edit = (locationId: string, available: number) => sandbox.model.edit({ inventoryItemId: lamp, locationId }, available)
      Object.assign(sandbox.webhooks.faults, { lose: 1, double: 1 })
      edit(east, 21)
      edit(west, 22)
      await sandbox.webhooks.idle()
      assert.deepEqual(received.map(placeOf), ['2', '2'])
      assert.equal(received[0]?.headers['x-shopify-webhook-id'], received[1]?.headers['x-shopify-webhook-id'])
      sandbox.webhooks.faults.reorder = 2
      edit(east, 31)
      edit(west, 32)
      await sandbox.webhooks.idle()
      assert.deepEqual(received.slice(2).map(placeOf), ['2', '1'])
    }))

  it('are tried again with the same id, and the subscription is deleted after eight failures', async () => {
    const clock = new ManualClock()
    await withReceiver({ clock }, ['INVENTORY_LEVELS_UPDATE'], async (sandbox, received) => {
      received.status = 500
      sandbox.model.edit({ inventoryItemId: lamp, locationId: east }, 1)
      await sandbox.webhooks.idle()
      for (let attempt = 0; attempt < 8; attempt += 1) {
        while (clock.sleeping === 0) await new Promise((resolve) => setImmediate(resolve))
        clock.advance(60_000 * 2 ** attempt)
      }
      while (sandbox.subscriptions.all().length > 0) await new Promise((resolve) => setImmediate(resolve))
      assert.equal(received.length, 9)
      assert.equal(new Set(received.map(({ headers }) => headers['x-shopify-webhook-id'])).size, 1)
    })
  })

  it('go to addresses on this machine only', () =>
    withSandbox({}, async (sandbox) => {
      const reply = await call(sandbox, subscribe, { topic: 'ORDERS_CREATE', uri: 'https://example.com/hook' })
      assert.equal(reply.at('data.webhookSubscriptionCreate.userErrors.0.message'), 'Address is not allowed')
      assert.equal(sandbox.subscriptions.all().length, 0)
    }))

  it('can be listed and deleted, and are subscribed to once per address', () =>
    withReceiver({}, ['ORDERS_CREATE'], async (sandbox, received) => {
      const [known] = sandbox.subscriptions.all()
      const again = await call(sandbox, subscribe, { topic: 'ORDERS_CREATE', uri: known?.uri })
      assert.equal(again.at('data.webhookSubscriptionCreate.userErrors.0.message'), 'Address for this topic has already been taken')
      const list = await call(sandbox, '{ webhookSubscriptions(first: 50) { nodes { id topic uri } } }')
      assert.equal(list.at('data.webhookSubscriptions.nodes.0.id'), known?.id)
      const removal = 'mutation($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { message } } }'
      assert.equal(
        (await call(sandbox, removal, { id: known?.id })).at('data.webhookSubscriptionDelete.deletedWebhookSubscriptionId'),
        known?.id,
      )
      sandbox.model.sell({ locationId: east, lines: [{ itemId: lamp, quantity: 1 }] })
      await sandbox.webhooks.idle()
      assert.equal(received.length, 0)
    }))
})

/** Location ids in the order of delivery. */
function placeOf({ body }: Received): string | undefined {
  return /"location_id":(\d+)/.exec(body)?.[1]
}

/** Runs a test with a subscriber that listens to the topics and answers with `status`. */
async function withReceiver(
  options: ShopifySandboxOptions,
  topics: readonly string[],
  test: (sandbox: ShopifySandbox, received: Received[] & { status: number }) => Promise<void>,
): Promise<void> {
  const received = Object.assign([], { status: 200 }) satisfies Received[] & { status: number }
  const list: Received[] & { status: number } = received
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      list.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') })
      response.writeHead(list.status).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    await withSandbox(options, async (sandbox) => {
      const uri = `http://127.0.0.1:${portOf(server.address())}/hook`
      for (const topic of topics) await call(sandbox, subscribe, { topic, uri })
      await test(sandbox, list)
    })
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}
