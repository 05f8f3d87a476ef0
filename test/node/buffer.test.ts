import assert from 'node:assert/strict'
import buffer from '../../nodes/buffer/buffer.ts'
import odooConnection from '../../nodes/odoo-connection/odoo-connection.ts'
import { checkLines } from '../../src/base/messages/check.ts'
import { levelLine } from '../support/levels.ts'
import { withDemo } from '../support/node-demo.ts'
import { withNodeRed } from '../support/node-helper.ts'
import { shopifyLocation } from '../support/pictures.ts'

describe('buffer', () => {
  const start = withNodeRed(buffer)

  it('lets everything through with the settings of a new node', async () => {
    const flow = await start({ type: 'buffer' })
    await flow.ask({ payload: [levelLine(1, 5, 12)] })
    assert.partialDeepStrictEqual(flow.output(0), [{ payload: [{ kind: 'level', quantity: 12 }] }])
    assert.deepEqual(flow.caught, [])
  })

  it('keeps units back by the most specific rule', async () => {
    const rules = {
      default: { kind: 'fixed', value: 2 },
      perLocation: [{ locationId: shopifyLocation(6), kind: 'percent', value: '50' }],
      perProduct: [{ sku: 'SKU-3', kind: 'none' }],
    }
    const flow = await start({ type: 'buffer', config: { rules } })
    await flow.ask({ payload: [levelLine(1, 5, 12), levelLine(1, 6, 12), levelLine(3, 5, 12)] })
    assert.partialDeepStrictEqual(flow.output(0)[0]?.payload, [{ quantity: 10 }, { quantity: 6 }, { quantity: 12 }])
  })

  it('accepts one line that is not in a list, keeps foreign properties, and leaves the message it got as it was', async () => {
    const flow = await start({ type: 'buffer', config: { rules: { default: { kind: 'fixed', value: 2 } } } })
    const message = { payload: { ...levelLine(1, 5, 12), mine: 'kept' }, topic: 'stock', ticket: { number: 7 } }
    const before = structuredClone(message)
    await flow.ask(message)
    assert.partialDeepStrictEqual(flow.output(0), [{ topic: 'stock', ticket: { number: 7 }, payload: [{ quantity: 10, mine: 'kept' }] }])
    assert.deepEqual(message.payload, before.payload)
    assert.deepEqual(message.ticket, before.ticket)
  })

  it('hands a line that is not a level to the Catch node once, and goes on with the next message', async () => {
    const flow = await start({ type: 'buffer' })
    await flow.ask({ payload: [levelLine(1, 5, 12), { kind: 'level' }], topic: 'bad' })
    assert.equal(flow.caught.length, 1)
    assert.partialDeepStrictEqual(flow.caught[0], {
      topic: 'bad',
      error: { code: 'MESSAGE_MALFORMED', cause: { kind: 'failed', code: 'MESSAGE_MALFORMED' }, source: { id: 'subject' } },
    })
    assert.match(flow.caught[0]?.error.message ?? '', /payload\[1\]\.odoo is missing/)
    assert.deepEqual(flow.output(0), [])
    await flow.ask({ payload: levelLine(1, 5, 12) })
    assert.equal(flow.output(0).length, 1)
    assert.equal(flow.caught.length, 1)
  })

  it('shows how many levels it saw, and red when it failed', async () => {
    const flow = await start({ type: 'buffer' })
    await flow.ask({ payload: [levelLine(1, 5, 12), levelLine(2, 5, 3)] })
    await flow.until(() => flow.statuses.length === 1)
    await flow.ask({ payload: 12 })
    assert.partialDeepStrictEqual(flow.statuses, [
      { fill: 'green', shape: 'dot', text: '2 levels' },
      { fill: 'red', shape: 'ring', text: 'MESSAGE_MALFORMED' },
    ])
  })

  it('with a rule that cannot be used answers every message with that', async () => {
    const flow = await start({ type: 'buffer', config: { rules: { default: { kind: 'percent', value: 150 } } } })
    await flow.until(() => flow.statuses.length === 1)
    assert.partialDeepStrictEqual(flow.statuses, [{ fill: 'red', shape: 'ring', text: 'BUFFER_RULE_INVALID' }])
    await flow.ask({ payload: [levelLine(1, 5, 12)] })
    assert.partialDeepStrictEqual(flow.caught, [{ error: { code: 'BUFFER_RULE_INVALID', cause: { code: 'BUFFER_RULE_INVALID' } } }])
    assert.match(flow.caught[0]?.error.message ?? '', /rules\.default\.value must be at most 100/)
    assert.deepEqual(flow.output(0), [])
  })

  for (const [rules, field] of [
    [{ perProduct: { 'SKU-1': 5 } }, 'rules.perProduct'],
    [{ perproduct: [{ sku: 'SKU-1', kind: 'fixed', value: 5 }] }, 'perproduct'],
    [{ default: 5 }, 'rules.default'],
    [{ default: { kind: 'fixed' } }, 'rules.default'],
    [{ default: { kind: 'percent', value: '' } }, 'rules.default.value'],
    [{ perProduct: [{ sku: 'SKU-1', kind: 'sales' }] }, 'rules.perProduct[0].value'],
    [{ perProduct: [{ sku: 'SKU-1', kind: 'fixed', value: 5, note: 'fast' }] }, 'rules.perProduct[0] has the unknown entry note'],
    [
      { perProduct: [{ sku: 'SKU-1', kind: 'fixed', value: 5, locationId: shopifyLocation(5) }] },
      'rules.perProduct[0] has the unknown entry locationId',
    ],
  ] as const)
    it(`lets nothing pass with rules written by hand that keep nothing back by mistake: ${JSON.stringify(rules)}`, async () => {
      const flow = await start({ type: 'buffer', config: { rules } })
      await flow.ask({ payload: [levelLine(1, 5, 12)] })
      assert.deepEqual(flow.output(0), [])
      assert.equal(flow.caught[0]?.error.code, 'BUFFER_RULE_INVALID')
      assert.ok(flow.caught[0].error.message.includes(field), flow.caught[0].error.message)
    })
})

describe('a buffer that the products state in Odoo', () => {
  const start = withNodeRed(odooConnection, buffer)
  const systems = withDemo()

  async function begin(field: string, rules: object = {}, odoo = 'odoo') {
    const { others, credentials } = systems()
    const known = others.filter((node) => 'type' in node && node.type === 'odoo-connection')
    return start({ type: 'buffer', config: { rules, field, odoo }, others: known, credentials })
  }

  it('is kept back everywhere, unless the node has a rule for the product', async () => {
    const flow = await begin('list_price', {
      default: { kind: 'fixed', value: 7 },
      perProduct: [{ sku: 'SKU-2', kind: 'fixed', value: 3 }],
    })
    await flow.ask({ payload: [levelLine(1, 5, 12), levelLine(1, 6, 12), levelLine(2, 5, 12), levelLine(999_999, 5, 12)] })
    assert.deepEqual(flow.caught, [])
    // In the sandbox the price of the first product is 11; what Odoo does not know has the rule for everything.
    assert.partialDeepStrictEqual(flow.output(0)[0]?.payload, [{ quantity: 1 }, { quantity: 1 }, { quantity: 9 }, { quantity: 5 }])
  })

  it('needs a field of numbers, a name that can be one, and a connection', async () => {
    for (const [field, odoo, code] of [
      ['name', 'odoo', 'BUFFER_RULE_INVALID'],
      ['x buffer', 'odoo', 'BUFFER_RULE_INVALID'],
      ['list_price', '', 'CONFIG_MISSING'],
    ] as const) {
      const flow = await begin(field, {}, odoo)
      await flow.ask({ payload: levelLine(1, 5, 12) })
      assert.equal(flow.caught.at(-1)?.error.code, code, field)
      assert.deepEqual(flow.output(0), [])
      await flow.stop()
    }
  })
})

describe('a buffer of days of sales', () => {
  const start = withNodeRed(odooConnection, buffer)
  const systems = withDemo()
  const rules = { default: { kind: 'sales', value: 3 }, perProduct: [{ sku: 'SKU-2', kind: 'fixed', value: 1 }] }

  async function begin(config: object) {
    const { others, credentials } = systems()
    const known = others.filter((node) => 'type' in node && node.type === 'odoo-connection')
    return start({ type: 'buffer', config: { rules, odoo: 'odoo', ...config }, others: known, credentials })
  }

  it('is kept back of what is sold a day, and read for the products that have such a rule only', async () => {
    const { odoo } = systems().demo
    for (const product of [1, 2]) {
      const { orderId } = await odoo.driver.sell({ warehouse: 'NJ', lines: [{ product, quantity: 14 }] })
      await odoo.driver.deliver({ order: orderId })
    }
    const place = (name: string): number => odoo.driver.truth().find(({ location }) => location === name)?.locationId ?? 0
    const [nj, tx] = [place('NJ/Stock'), place('TX/Stock')]
    const from = (source: number) => ({ countedAt: { sources: [source], excluded: [] } })
    const lines = [levelLine(1, 5, 100, from(nj)), levelLine(1, 6, 100, from(tx)), levelLine(2, 5, 100, from(nj)), levelLine(3, 5, 100)]
    const kept = async (config: object): Promise<number[]> => {
      const flow = await begin(config)
      await flow.ask({ payload: lines })
      assert.deepEqual(flow.caught, [])
      const payload = flow.output(0)[0]?.payload
      await flow.stop()
      return checkLines('level', payload).map(({ quantity }) => 100 - quantity)
    }
    // 14 in 28 days are a half a day; SKU-2 has a rule of its own, and nothing of the third was sold.
    assert.deepEqual(await kept({}), [2, 0, 1, 0])
    assert.deepEqual(await kept({ salesWindow: '7' }), [6, 0, 1, 0])
    odoo.log.clear()
    assert.deepEqual(await kept({ rules: { ...rules, default: { kind: 'fixed', value: 9 } } }), [9, 9, 1, 9])
    assert.deepEqual(odoo.log.entries(), [])
  })

  it('needs a connection, and a number of days to look back over', async () => {
    for (const config of [{ odoo: '' }, { salesWindow: 0 }, { salesWindow: 366 }, { salesWindow: 'month' }]) {
      const flow = await begin(config)
      await flow.ask({ payload: levelLine(1, 5, 12) })
      assert.equal(flow.caught.at(-1)?.error.code, 'odoo' in config ? 'CONFIG_MISSING' : 'CONFIG_INVALID', JSON.stringify(config))
      assert.deepEqual(flow.output(0), [])
      await flow.stop()
    }
  })

  it('lets nothing pass without its buffer when Odoo does not tell its sales', async () => {
    const flow = await begin({})
    systems().demo.odoo.faults.add({ fault: { kind: 'access-denied' }, match: { model: 'stock.move.line' } })
    await flow.ask({ payload: levelLine(1, 5, 12) })
    assert.equal(flow.caught.at(-1)?.error.code, 'ODOO_RIGHTS_MISSING')
    assert.deepEqual(flow.output(0), [])
    await flow.ask({ payload: levelLine(3, 5, 12) })
    assert.equal(flow.output(0).length, 1)
  })
})
