import assert from 'node:assert/strict'
import locationMap from '../../nodes/location-map/location-map.ts'
import odooConnection from '../../nodes/odoo-connection/odoo-connection.ts'
import { withDemo } from '../support/node-demo.ts'
import { turns, withNodeRed } from '../support/node-helper.ts'
import { OwnTimers } from '../support/own-timers.ts'
import { picture, place, row, shopifyLocation, stockAt } from '../support/pictures.ts'

const shelf = place('NJ/Stock', 1, 8)
const other = place('TX/Stock', 1, 9)
const shirts = () => picture([shelf], [stockAt(shelf, 12, 2)])
const rows = [row('nj', 5, [{ locationId: 8, location: 'NJ/Stock' }])]

describe('location-map', () => {
  const start = withNodeRed(locationMap, odooConnection)
  const systems = withDemo()

  it('makes one level per mapped location, and leaves the message it got as it was', async () => {
    const flow = await start({ type: 'location-map', outputs: 2, config: { rows } })
    const message = { payload: shirts(), topic: 'stock', ticket: 7 }
    const before = structuredClone(message)
    await flow.ask(message)
    const level = { kind: 'level', quantity: 10, shopify: { locationId: shopifyLocation(5) }, row: 'nj' }
    assert.partialDeepStrictEqual(flow.output(0), [{ topic: 'stock', ticket: 7, payload: [level] }])
    assert.deepEqual(flow.output(1), [])
    assert.deepEqual(message.payload, before.payload)
  })

  it('tells Catch nodes of what leaves by a second output that leads nowhere, each cause once, and says so in its status', async () => {
    const config = { rows: [...rows, row('tx', 6, [{ locationId: 9, location: 'TX/Stock' }])] }
    const flow = await start({ type: 'location-map', outputs: 2, config, unwired: [1] })
    await flow.ask({ payload: [shirts()] })
    await flow.ask({ payload: [shirts()] })
    assert.deepEqual(
      flow.caught.map(({ error }) => error.code),
      ['MAP_SOURCE_NOT_WATCHED'],
    )
    await flow.until(() => flow.statuses.length > 0)
    assert.partialDeepStrictEqual(flow.statuses, [{ text: '1 level, 1 unmapped, output not wired' }])
  })

  it('sends a failed line to the second output for a row whose source is not watched', async () => {
    const flow = await start({
      type: 'location-map',
      outputs: 2,
      config: { rows: [...rows, row('tx', 6, [{ locationId: 9, location: 'TX/Stock' }])] },
    })
    await flow.ask({ payload: [shirts()], ticket: 7 })
    assert.partialDeepStrictEqual(flow.output(0), [{ payload: [{ row: 'nj' }] }])
    assert.partialDeepStrictEqual(flow.output(1), [{ ticket: 7, payload: [{ kind: 'failed', code: 'MAP_SOURCE_NOT_WATCHED' }] }])
    await flow.until(() => flow.statuses.length === 1)
    assert.partialDeepStrictEqual(flow.statuses, [{ fill: 'yellow', text: '1 level, 1 unmapped' }])
  })

  it('with the settings of a new node refuses every picture, so that none counts as one that nobody sells', async () => {
    const flow = await start({ type: 'location-map', outputs: 2 })
    await flow.ask({ payload: [shirts()] })
    assert.deepEqual([flow.output(0), flow.output(1)], [[], []])
    assert.partialDeepStrictEqual(flow.caught, [{ error: { code: 'CONFIG_MISSING' } }])
    assert.match(flow.caught[0]?.error.message ?? '', /setting Shopify locations is missing/)
  })

  it('says which Shopify location is undecided', async () => {
    const known = [
      { id: shopifyLocation(5), name: 'Location 5' },
      { id: shopifyLocation(6), name: 'Outlet' },
    ]
    const flow = await start({ type: 'location-map', outputs: 2, config: { rows, known } })
    await flow.ask({ payload: [shirts()] })
    assert.partialDeepStrictEqual(flow.caught, [{ error: { code: 'MAP_UNDECIDED', cause: { kind: 'failed', code: 'MAP_UNDECIDED' } } }])
    assert.match(flow.caught[0]?.error.message ?? '', /Outlet/)
  })

  it('hands a malformed picture to the Catch node once, and goes on', async () => {
    const flow = await start({ type: 'location-map', outputs: 2, config: { rows } })
    await flow.ask({ payload: [{ ...shirts(), stock: 'plenty' }] })
    assert.equal(flow.caught.length, 1)
    assert.partialDeepStrictEqual(flow.caught[0]?.error, { code: 'MESSAGE_MALFORMED', cause: { kind: 'failed' } })
    await flow.ask({ payload: [shirts()] })
    assert.equal(flow.output(0).length, 1)
  })

  it('warns of stock that no row names once, not with every product', async () => {
    const flow = await start({ type: 'location-map', outputs: 2, config: { rows } })
    const warnings: unknown[] = []
    flow.node.on('call:warn' as 'close', (call: unknown) => warnings.push(call))
    const stray = () => picture([shelf, other], [stockAt(shelf, 12), stockAt(other, 3)])
    await flow.ask({ payload: [stray(), stray()] })
    await flow.ask({ payload: [stray()] })
    assert.equal(warnings.length, 1)
  })

  it('names the missing connection when the rows name locations by their names', async () => {
    const flow = await start({ type: 'location-map', outputs: 2, config: { rows: [{ ...rows[0], sources: [{ location: 'NJ/Stock' }] }] } })
    await flow.ask({ payload: [shirts()] })
    assert.partialDeepStrictEqual(flow.caught, [
      { error: { code: 'CONFIG_MISSING', cause: { values: { setting: 'odoo', node: 'location-map' } } } },
    ])
  })

  describe('with locations that are looked up in Odoo', () => {
    const named = [{ ...row('nj', 5, []), sources: [{ location: 'NJ/Stock' }] }]

    it('asks once, and again after it failed', async () => {
      const { demo, others, credentials } = systems()
      const flow = await start({
        type: 'location-map',
        outputs: 2,
        config: { rows: named, odoo: 'odoo' },
        others: others.slice(0, 1),
        credentials,
      })
      demo.odoo.faults.add({ fault: { kind: 'access-denied' }, match: { model: 'stock.location' } })
      await flow.ask({ payload: [shirts()] })
      assert.partialDeepStrictEqual(flow.caught, [{ error: { code: 'ODOO_RIGHTS_MISSING' } }])
      await flow.ask({ payload: [shirts()] })
      const asked = demo.odoo.log.counters().calls
      await flow.ask({ payload: [shirts()] })
      assert.equal(demo.odoo.log.counters().calls, asked)
      assert.equal(flow.caught.length, 1)
      assert.equal(flow.output(0).length + flow.output(1).length, 2)
    })

    it('closes when the look-up under way has ended, and leaves no timer', async () => {
      const { demo, others, credentials } = systems()
      const timers = new OwnTimers()
      try {
        const flow = await start({
          type: 'location-map',
          outputs: 2,
          config: { rows: named, odoo: 'odoo' },
          others: others.slice(0, 1),
          credentials,
        })
        demo.odoo.faults.add({ fault: { kind: 'stall', ms: 300 }, match: { model: 'stock.location' } })
        flow.node.receive({ payload: [shirts()] })
        while (demo.odoo.faults.pending().length > 0) await turns()
        const answered = demo.odoo.log.counters().calls
        await flow.stop()
        assert.ok(demo.odoo.log.counters().calls > answered, 'closed before the look-up had ended')
        assert.deepEqual(await timers.running(), [])
      } finally {
        timers.stop()
        demo.odoo.faults.clear()
      }
    })
  })
})
