import assert from 'node:assert/strict'
import { join } from 'node:path'
import { acknowledgements } from '../../nodes/kit/acknowledge.ts'
import shopifyConnection from '../../nodes/shopify-connection/shopify-connection.ts'
import shopifyInventorySet from '../../nodes/shopify-inventory-set/shopify-inventory-set.ts'
import syncStore from '../../nodes/sync-store/sync-store.ts'
import { realClock } from '../../nodes/kit/real-clock.ts'
import { openSqliteStore } from '../../src/adapters/store/sqlite/open-sqlite-store.ts'
import { linkedLine } from '../support/levels.ts'
import { openFiles, withDemo } from '../support/node-demo.ts'
import { type NodeFlow, type Subject, turns, withNodeRed } from '../support/node-helper.ts'
import { OwnTimers } from '../support/own-timers.ts'
import { shopifyLocation } from '../support/pictures.ts'

const type = 'shopify-inventory-set'
const newJersey = 12345

describe('shopify-inventory-set', () => {
  const start = withNodeRed(shopifyInventorySet, shopifyConnection, syncStore)
  const systems = withDemo()
  afterEach(() => systems().demo.shopify.faults.clear())

  const begin = (more: Partial<Subject> = {}): Promise<NodeFlow> => {
    const { others, credentials } = systems()
    const config = { shopify: 'shopify', store: 'store', begin: 'written', ...more.config }
    return start({ type, outputs: 3, others: others.slice(1), credentials: { shopify: credentials['shopify'] ?? {} }, ...more, config })
  }
  const shown = (item: number) => {
    const [level] = systems().demo.shopify.model.readLevels([
      { inventoryItemId: `gid://shopify/InventoryItem/${item}`, locationId: shopifyLocation(newJersey) },
    ])
    return level?.available
  }

  it('writes levels and tells them as applied, and leaves the message it got as it was', async () => {
    const flow = await begin()
    const message = { payload: [linkedLine(7001, newJersey, 31), linkedLine(7002, newJersey, 32)] }
    const before = structuredClone(message)
    await flow.ask(message)
    assert.equal(flow.completed, 1)
    await flow.until(() => flow.output(0).flatMap(({ payload }) => payload).length === 2)
    assert.partialDeepStrictEqual(flow.output(0)[0], {
      topic: systems().demo.shopify.shopDomain,
      payload: [{ kind: 'applied', outcome: 'written', to: 31, via: 'subject' }],
    })
    assert.deepEqual([shown(7001), shown(7002)], [31, 32])
    assert.deepEqual(message.payload, before.payload)
  })

  it('accepts one line that is not in a list, and shows when all is delivered', async () => {
    const flow = await begin()
    await flow.ask({ payload: linkedLine(7003, newJersey, 33) })
    await flow.until(() => flow.output(0).length === 1 && flow.statuses.some(({ text }) => text?.startsWith('all delivered')))
    assert.equal(flow.statuses.at(-1)?.fill, 'green')
  })

  it('tells the watch that lines are stored, by whom, and is there as long as the flow runs', async () => {
    const flow = await begin()
    const heard: unknown[] = []
    const quiet = acknowledgements.listen((origins, answer) => heard.push({ watch: origins[0]?.watch, ...answer }))
    await flow.ask({ payload: [linkedLine(7001, newJersey, 31, { watch: 'w1' })] })
    quiet()
    assert.deepEqual(heard, [{ watch: 'w1', what: 'stored', by: 'subject' }])
    assert.equal(acknowledgements.isThere('subject'), true)
    await flow.stop()
    assert.equal(acknowledgements.isThere('subject'), false)
  })

  it('hands a level without an inventory item to the Catch node once, and goes on', async () => {
    const flow = await begin()
    const line = linkedLine(7004, newJersey, 34)
    await flow.ask({ payload: [line, { ...line, shopify: { locationId: shopifyLocation(newJersey), location: 'NJ' } }], topic: 'bad' })
    assert.equal(flow.caught.length, 1)
    assert.partialDeepStrictEqual(flow.caught[0], { topic: 'bad', error: { code: 'MESSAGE_MALFORMED', cause: { kind: 'failed' } } })
    assert.match(flow.caught[0]?.error.message ?? '', /payload\[1\]\.shopify\.inventoryItemId is missing/)
    await flow.ask({ payload: line })
    await flow.until(() => flow.output(0).length === 1)
    assert.equal(shown(7004), 34)
    assert.equal(flow.caught.length, 1)
  })

  it('sends what Shopify refuses to the second output, in words', async () => {
    const flow = await begin()
    await flow.ask({ payload: linkedLine(7999, newJersey, 5) })
    await flow.until(() => flow.output(1).length === 1)
    assert.partialDeepStrictEqual(flow.output(1)[0]?.payload, [
      { kind: 'failed', code: 'ITEM_UNKNOWN', subject: { inventoryItemId: 'gid://shopify/InventoryItem/7999' }, via: 'subject' },
    ])
    assert.deepEqual(flow.caught, [])
  })

  it('refuses a level whose asOf is a clock, in words, and goes on with the readings of its store', async () => {
    const flow = await begin()
    await flow.ask({ payload: linkedLine(7006, newJersey, 99, { asOf: Date.now() }) })
    await flow.until(() => flow.output(1).length === 1)
    assert.partialDeepStrictEqual(flow.output(1)[0]?.payload, [{ kind: 'failed', code: 'READING_FOREIGN', subject: { sku: 'SKU-7006' } }])
    await flow.ask({ payload: linkedLine(7006, newJersey, 36) })
    await flow.until(() => flow.output(0).length === 1)
    assert.equal(shown(7006), 36)
  })

  it('answers commands on the third output, with the properties of the message', async () => {
    const flow = await begin()
    await flow.ask({ payload: { action: 'freeze', note: 'stocktaking' }, ticket: 7 })
    await flow.ask({ payload: linkedLine(7005, newJersey, 35) })
    await flow.until(() => flow.statuses.some(({ text }) => text === 'frozen, 1 waiting'))
    await flow.ask({
      payload: { action: 'why', locationId: shopifyLocation(newJersey), inventoryItemId: 'gid://shopify/InventoryItem/7005' },
    })
    await flow.ask({ payload: { action: 'release' } })
    await flow.until(() => flow.output(0).length === 1)
    assert.partialDeepStrictEqual(flow.output(2), [
      { ticket: 7, payload: { action: 'freeze', done: true, waiting: 0 } },
      { payload: { target: 35 } },
      { payload: { action: 'release', done: true } },
    ])
    assert.equal(shown(7005), 35)
  })

  const commands: readonly [object, RegExp][] = [
    [{ action: 'explode' }, /payload\.action must be one of/],
    [{ action: 'approve' }, /payload\.locationId is missing/],
    [{ action: 'freeze', nota: 'typing error' }, /payload has the unknown entry nota/],
  ]
  for (const [payload, words] of commands) {
    it(`refuses the command ${JSON.stringify(payload)}, naming the field`, async () => {
      const flow = await begin()
      await flow.ask({ payload })
      assert.equal(flow.caught.length, 1)
      assert.equal(flow.caught[0]?.error.code, 'MESSAGE_MALFORMED')
      assert.match(flow.caught[0]?.error.message ?? '', words)
      assert.deepEqual(flow.output(2), [])
    })
  }

  const unset = { id: 'shopify', type: 'shopify-connection', shop: '${NOBODY_SET_THIS}' }
  const wrong: readonly [string, Partial<Subject>, string, string][] = [
    ['no shop', { config: { shopify: '' } }, 'shopify', 'Shopify connection'],
    ['no store', { config: { store: 'nobody' } }, 'store', 'Sync store'],
    ['a connection without a shop', { others: [unset, { id: 'store', type: 'sync-store' }] }, 'shop', 'Shop'],
    ['a connection without a token', { credentials: {} }, 'accessToken', 'Access token'],
    ['a number that is none', { config: { maxAttempts: 'many' } }, 'maxAttempts', 'Raise a job after'],
    ['orders by name, which nothing brings yet', { config: { orders: 'named' } }, 'orders', 'Orders arrive'],
  ]
  for (const [what, more, setting, label] of wrong) {
    it(`with ${what} names the setting ${setting} as the dialog does, at the start and to every message`, async () => {
      const flow = await begin(more)
      await flow.ask({ payload: linkedLine(7001, newJersey, 1) })
      await flow.until(() => flow.caught.length === 2)
      for (const { error } of flow.caught) {
        assert.equal(error.code, setting === 'maxAttempts' || setting === 'orders' ? 'CONFIG_INVALID' : 'CONFIG_MISSING')
        assert.partialDeepStrictEqual(error.cause, { values: { setting } })
        assert.match(error.message, new RegExp(`setting ${label} (is missing|cannot be used.*(1 – 100|unnamed))`))
      }
    })
  }

  it('says that the token was refused, without the token, and keeps the level waiting', async () => {
    const token = 'a-token-that-nobody-may-see'
    const flow = await begin({ credentials: { shopify: { accessToken: token } } })
    await flow.ask({ payload: linkedLine(7006, newJersey, 36) })
    await flow.until(() => flow.output(1).length > 0 && flow.statuses.some(({ fill }) => fill === 'red'))
    assert.partialDeepStrictEqual(flow.output(1)[0]?.payload, [{ kind: 'failed', code: 'SHOPIFY_TOKEN_REFUSED' }])
    assert.partialDeepStrictEqual(flow.statuses.at(-1), { fill: 'red', shape: 'ring', text: 'SHOPIFY_TOKEN_REFUSED, 1 waiting' })
    assert.equal(JSON.stringify([flow.output(1), flow.caught, flow.statuses]).includes(token), false)
  })

  it('goes on after a restart with what waited, without a new message', async () => {
    const { demo, others } = systems()
    const first = await begin()
    demo.shopify.faults.add({ count: 1000, effect: { kind: 'status', status: 503, when: 'before' } })
    await first.ask({ payload: linkedLine(7007, newJersey, 37) })
    while (demo.shopify.faults.left === 1000) await turns(1)
    await first.stop()
    demo.shopify.faults.clear()
    const second = await begin({
      others: [...others.slice(1, 2), { id: 'store', type: 'sync-store', file: join(first.userDir, 'odoo-shopify-inventory.sqlite') }],
    })
    await second.until(() => second.output(0).length > 0)
    assert.equal(shown(7007), 37)
  })

  it('finishes and keeps a write that is under way when it closes, and leaves no timer and no open file', async () => {
    const { shopify } = systems().demo
    const timers = new OwnTimers()
    try {
      const flow = await begin()
      await flow.ask({ payload: linkedLine(7008, newJersey, 37) })
      await flow.until(() => flow.output(0).length === 1)
      shopify.faults.add({ match: 'nventorySet', count: 1, effect: { kind: 'stall', ms: 300, when: 'after' } })
      await flow.ask({ payload: linkedLine(7008, newJersey, 38) })
      while (shopify.faults.left > 0) await turns(1)
      await flow.stop()
      assert.deepEqual(openFiles(flow.userDir), [])
      assert.deepEqual(await timers.running(), [])
      const store = await openSqliteStore(join(flow.userDir, 'odoo-shopify-inventory.sqlite'), { clock: realClock })
      const key = { shop: shopify.shopDomain, inventoryItemId: 'gid://shopify/InventoryItem/7008', locationId: shopifyLocation(newJersey) }
      const [level] = await store.transaction((tables) => tables.levels.get([key]))
      const batches = await store.transaction((tables) => tables.batches.all(shopify.shopDomain))
      await store.close()
      assert.deepEqual(batches, [])
      assert.equal(level?.sent, null)
      assert.equal(shown(7008), 38)
    } finally {
      timers.stop()
    }
  })
})
