import assert from 'node:assert/strict'
import { onRetry } from '../../../nodes/failed-job-store/retry-signals.ts'
import productLink from '../../../nodes/product-link/product-link.ts'
import { checkLines } from '../../../src/base/messages/check.ts'
import type { FailedLine } from '../../../src/base/messages/failed.ts'
import { levelLine } from '../../support/levels.ts'
import { itemId, LinkWorld, variantId } from '../../support/link/link-world.ts'
import { productLinkIn, worldNodes } from '../../support/link/world-nodes.ts'
import { turns, withNodeRed, type NodeFlow } from '../../support/node-helper.ts'

describe('product-link', () => {
  let world: LinkWorld
  const start = withNodeRed(
    worldNodes(() => world),
    productLink,
  )
  beforeEach(() => {
    world = new LinkWorld()
    for (const n of [1, 2]) {
      world.odoo.put(n, { default_code: `SKU-${n}` })
      world.variant(n, `SKU-${n}`)
    }
  })
  /** Everything that left by the second output with this topic. */
  const told = (flow: NodeFlow, topic: string) => flow.output(1).filter((message) => message['topic'] === topic)
  const failures = (flow: NodeFlow): FailedLine[] => flow.output(1).flatMap(({ payload }) => checkLines('failed', payload))

  it('completes levels by the links that are stored, and keeps foreign properties and the message it got', async () => {
    const flow = await start(productLinkIn())
    await flow.ask({ payload: { action: 'scan' } })
    const message = { payload: [{ ...levelLine(1, 1, 5), mine: 'kept' }, levelLine(2, 1, 3)], ticket: 7 }
    const before = structuredClone(message)
    await flow.ask(message)
    assert.partialDeepStrictEqual(flow.output(0), [
      {
        ticket: 7,
        payload: [
          {
            mine: 'kept',
            shopify: { shop: 'nova-trail.myshopify.com', inventoryItemId: itemId(1), variantId: variantId(1), sku: 'SKU-1' },
          },
          { shopify: { inventoryItemId: itemId(2) } },
        ],
      },
    ])
    assert.equal(checkLines('linked-level', flow.output(0)[0]?.payload).length, 2)
    assert.partialDeepStrictEqual(message, before)
    assert.deepEqual(flow.caught, [])
  })

  it('matches when a product turns up that nobody knows, and sends its level on', async () => {
    const flow = await start(productLinkIn())
    await flow.ask({ payload: levelLine(2, 1, 5) })
    assert.partialDeepStrictEqual(flow.output(0), [{ payload: [{ shopify: { inventoryItemId: itemId(2) } }] }])
  })

  it('fails a product without a link once, and sends the others on', async () => {
    world.odoo.put(9, { default_code: 'SKU-9' })
    const flow = await start(productLinkIn())
    await flow.ask({ payload: [levelLine(9, 1, 5), levelLine(9, 2, 5), levelLine(1, 1, 5)], ticket: 7 })
    assert.equal(flow.output(0).length, 1)
    assert.partialDeepStrictEqual(failures(flow), [
      { code: 'VARIANT_UNLINKED', text: 'Odoo product Product 9 (SKU SKU-9) has no linked Shopify variant', subject: { odooProductId: 9 } },
    ])
    assert.ok(flow.output(1).some((message) => message['ticket'] === 7))
  })

  it('links, unlinks, exports and imports by message, and answers by the second output', async () => {
    world.variant(5, 'other')
    world.odoo.put(7, { default_code: 'FREE' })
    const flow = await start(productLinkIn())
    await flow.ask({ payload: { action: 'link', sku: 'other', odooSku: 'FREE' }, ticket: 1 })
    assert.partialDeepStrictEqual(told(flow, 'link'), [
      { ticket: 1, payload: [], links: [{ inventoryItemId: itemId(5), odooProductId: 7, by: 'hand' }] },
    ])
    await flow.ask({ payload: { action: 'export' } })
    const file = String(told(flow, 'export')[0]?.['file'])
    assert.match(file, /^sku,variantId,inventoryItemId,odooProductId,by,at,shop,odooDatabase\r\nother,/)
    await flow.ask({ payload: { action: 'unlink', sku: 'other' } })
    assert.deepEqual(await world.links(), [])
    await flow.ask({ payload: { action: 'import', file } })
    assert.partialDeepStrictEqual(told(flow, 'import'), [{ payload: [], imported: { rows: 1, linked: 1, problems: [] } }])
    assert.deepEqual(await world.linked(), ['5: 7 by hand'])
    assert.deepEqual(flow.caught, [])
  })

  for (const [payload, code, text] of [
    ['no lines', 'MESSAGE_MALFORMED', /payload must be of type object/],
    [[levelLine(1, 1, 1), { kind: 'level' }], 'MESSAGE_MALFORMED', /payload\[1\]\.odoo is missing/],
    [{ action: 'dance' }, 'MESSAGE_MALFORMED', /payload\.action must be one of: scan/],
    [{ action: 'link', sku: 'SKU-1' }, 'MESSAGE_MALFORMED', /payload needs one of: odooProductId, odooSku/],
    [{ action: 'link', sku: 'nobody', odooProductId: 1 }, 'LINK_VARIANT_UNKNOWN', /no variant with the SKU nobody/],
    [{ action: 'link', sku: 'SKU-1', odooProductId: 2 }, 'LINK_HAND_CONTRADICTS', /points at Odoo product Product 1/],
    [null, 'MESSAGE_MALFORMED', /payload/],
  ] as const) {
    it(`hands ${JSON.stringify(payload).slice(0, 50)} to the Catch node once, and goes on`, async () => {
      const flow = await start(productLinkIn())
      await flow.ask({ payload })
      assert.equal(flow.caught.length, 1)
      assert.equal(flow.caught[0]?.error.code, code)
      assert.match(flow.caught[0]?.error.message ?? '', text)
      assert.deepEqual(flow.output(0), [])
      await flow.ask({ payload: levelLine(1, 1, 5) })
      assert.equal(flow.output(0).length, 1)
      assert.equal(flow.caught.length, 1)
    })
  }

  it('uses the links that are stored while a catalogue cannot be read, tells the fault, and judges nobody it could not look for', async () => {
    const flow = await start(productLinkIn())
    await flow.ask({ payload: { action: 'scan' } })
    const search = world.odoo.searchRead.bind(world.odoo)
    world.odoo.searchRead = () => Promise.reject(new Error('Odoo is ill'))
    await flow.ask({ payload: [levelLine(1, 1, 5), levelLine(9, 1, 5)] })
    await flow.until(() => flow.caught.length > 0)
    assert.partialDeepStrictEqual(flow.output(0), [{ payload: [{ shopify: { inventoryItemId: itemId(1) } }] }])
    assert.deepEqual(failures(flow), [])
    world.odoo.searchRead = search
  })

  it('closes the job of a product that got its link, and has its stock looked at again', async () => {
    world.odoo.put(9, { default_code: 'SKU-9' })
    const flow = await start(productLinkIn())
    await flow.ask({ payload: [levelLine(9, 1, 5)] })
    const rung: object[] = []
    const quiet = onRetry('a-store', (products) => void rung.push(...products))
    world.variant(9, 'SKU-9')
    await flow.ask({ payload: { action: 'scan' } })
    assert.deepEqual(rung, [{ database: 'shop@odoo.example.com', productId: 9 }])
    assert.equal(await world.store.transaction(({ failedJobs }) => failedJobs.count({ state: 'open' })), 0)
    await flow.ask({ payload: { action: 'link', sku: 'SKU-1', odooProductId: 1 } })
    assert.equal(rung.length, 2)
    quiet()
  })

  for (const [name, config, jobs] of [
    ['jobs', {}, ['SKU-8', 'RAW-9']],
    ['only counted', { unsold: 'count' }, []],
    ['left out by a rule', { unsold: 'rule', leaveOut: 'RAW-*' }, ['SKU-8']],
  ] as const) {
    it(`products that the shop does not sell are ${name}, as is chosen, and sold as soon as it sells them`, async () => {
      world.odoo.put(8, { default_code: 'SKU-8' })
      world.odoo.put(9, { default_code: 'RAW-9' })
      const flow = await start(productLinkIn(config))
      await flow.ask({ payload: { action: 'scan' } })
      await flow.ask({ payload: [levelLine(8, 1, 5), levelLine(9, 1, 5, { odoo: { ...levelLine(9, 1, 5).odoo, sku: 'RAW-9' } })] })
      const open = await world.store.transaction(({ failedJobs }) => failedJobs.list({ state: 'open' }))
      assert.deepEqual(
        open.map(({ failure }) => failure.subject.sku).toSorted((one = '', other = '') => other.localeCompare(one)),
        jobs,
      )
      await flow.until(() => flow.statuses.some(({ text }) => text?.startsWith('0 linked, 2 not')))
      const rung: object[] = []
      const quiet = onRetry('a-store', (products) => void rung.push(...products))
      world.variant(9, 'RAW-9')
      await flow.ask({ payload: { action: 'scan' } })
      assert.deepEqual(rung, [{ database: 'shop@odoo.example.com', productId: 9 }])
      quiet()
    })
  }

  it('links a new product that turns up right after another one without a link', async () => {
    const flow = await start(productLinkIn({ soonest: 1 }))
    const rung: object[] = []
    const quiet = onRetry('a-store', (products) => void rung.push(...products))
    world.odoo.put(8, { default_code: 'SKU-8' })
    await flow.ask({ payload: levelLine(8, 1, 5) })
    world.odoo.put(9, { default_code: 'SKU-9' })
    world.variant(9, 'SKU-9')
    await flow.ask({ payload: levelLine(9, 1, 5) })
    await flow.until(() => rung.length > 0)
    assert.deepEqual(rung, [{ database: 'shop@odoo.example.com', productId: 9 }])
    assert.ok((await world.linked()).includes('9: 9 by sku'))
    quiet()
  })

  it('closes at once while a match waits for Shopify, and stores nothing after that', async () => {
    let asked = false
    world.shopify.variants = async function* () {
      asked = true
      await new Promise(() => undefined)
      yield []
    }
    const flow = await start(productLinkIn({ refresh: 60 }))
    flow.node.receive({ payload: levelLine(1, 1, 5) })
    while (!asked) await turns()
    await flow.stop()
    assert.deepEqual(await world.links(), [])
    assert.deepEqual(flow.caught, [], 'an end that was asked for is no error')
  })

  for (const [setting, value] of [
    ['odoo', ''],
    ['shopify', 'nowhere'],
    ['store', undefined],
    ['metafield', 'sometimes'],
    ['fullEvery', 0],
    ['refresh', -1],
    ['soonest', 0],
    ['unsold', 'maybe'],
  ] as const) {
    it(`names the setting ${setting} when it cannot be used`, async () => {
      const flow = await start(productLinkIn({ [setting]: value }))
      await flow.ask({ payload: levelLine(1, 1, 5) })
      const { code, cause } = flow.caught[0]?.error ?? {}
      assert.equal(code, ['odoo', 'shopify', 'store'].includes(setting) ? 'CONFIG_MISSING' : 'CONFIG_INVALID')
      assert.partialDeepStrictEqual(cause, { values: { setting } })
    })
  }
})
