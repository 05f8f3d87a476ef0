import assert from 'node:assert/strict'
import directionGate from '../../nodes/direction-gate/direction-gate.ts'
import { acknowledgements } from '../../nodes/kit/acknowledge.ts'
import { levelLine } from '../support/levels.ts'
import { withNodeRed } from '../support/node-helper.ts'
import { picture, place, stockAt } from '../support/pictures.ts'

const shelf = place('NJ/Stock', 1, 8)
const shirts = () => picture([shelf], [stockAt(shelf, 12)])

describe('direction-gate', () => {
  const start = withNodeRed(directionGate)
  const heard: { watch: string | undefined; what: string }[] = []
  let quiet: () => void
  beforeEach(() => {
    heard.length = 0
    quiet = acknowledgements.listen((origins, { what }) => heard.push(...origins.map(({ watch }) => ({ watch, what }))))
  })
  afterEach(() => quiet())

  it('with the settings of a new node lets stock go from Odoo to Shopify', async () => {
    const flow = await start({ type: 'direction-gate', outputs: 2 })
    await flow.ask({ payload: [shirts()], topic: 'stock', ticket: 7 })
    assert.partialDeepStrictEqual(flow.output(0), [{ topic: 'stock', ticket: 7, payload: [{ kind: 'picture' }] }])
    assert.deepEqual(flow.output(1), [])
    assert.deepEqual(heard, [])
  })

  it('sends what may not go this way to the second output, with the reason in its trace', async () => {
    const flow = await start({ type: 'direction-gate', outputs: 2, config: { policies: { inventory_quantity: 'shopify_to_odoo' } } })
    const message = { payload: { ...shirts(), watch: 'w1', mine: 'kept' }, ticket: 7 }
    const before = structuredClone(message)
    const text = 'stopped: inventory_quantity may not go Odoo to Shopify (policy: Shopify to Odoo)'
    await flow.ask(message)
    assert.deepEqual(flow.output(0), [])
    assert.partialDeepStrictEqual(flow.output(1), [
      { ticket: 7, stopped: 1, payload: [{ mine: 'kept', trace: [{ by: 'direction-gate', text }] }] },
    ])
    assert.deepEqual(message.payload, before.payload)
    assert.deepEqual(heard, [{ watch: 'w1', what: 'ended' }])
  })

  it('sorts the lines of one message by the exceptions for their product and place', async () => {
    const exceptions = [
      { product: 'SKU-2', event: 'inventory_quantity', policy: 'off' },
      { shop: '', location: 'gid://shopify/Location/6', event: 'inventory_quantity', policy: 'off' },
    ]
    const flow = await start({ type: 'direction-gate', outputs: 2, config: { exceptions } })
    await flow.ask({ payload: [levelLine(1, 5, 3), levelLine(2, 5, 4), levelLine(1, 6, 5)] })
    assert.partialDeepStrictEqual(flow.output(0), [{ payload: [{ quantity: 3 }] }])
    assert.partialDeepStrictEqual(flow.output(1), [{ stopped: 2, payload: [{ quantity: 4 }, { quantity: 5 }] }])
  })

  it('hands a malformed line to the Catch node once, tells the watch, and goes on', async () => {
    const flow = await start({ type: 'direction-gate', outputs: 2 })
    await flow.ask({ payload: [{ ...shirts(), watch: 'w1', readAt: 'yesterday' }] })
    assert.equal(flow.caught.length, 1)
    assert.partialDeepStrictEqual(flow.caught[0]?.error, {
      code: 'MESSAGE_MALFORMED',
      cause: { kind: 'failed', class: 'malformed-message', retry: 'never' },
    })
    assert.match(flow.caught[0]?.error.message ?? '', /payload\[0\]\.readAt must be a date and time/)
    assert.deepEqual(heard, [{ watch: 'w1', what: 'refused' }])
    await flow.ask({ payload: shirts() })
    assert.equal(flow.output(0).length, 1)
    assert.equal(flow.caught.length, 1)
  })

  it('lets an empty list be: there is nothing to send', async () => {
    const flow = await start({ type: 'direction-gate', outputs: 2 })
    await flow.ask({ payload: [] })
    assert.deepEqual([flow.output(0), flow.output(1), flow.caught], [[], [], []])
  })

  it('with a policy that does not exist answers every message with that', async () => {
    const flow = await start({ type: 'direction-gate', outputs: 2, config: { policies: { inventory_quantity: 'sideways' } } })
    await flow.ask({ payload: shirts() })
    assert.partialDeepStrictEqual(flow.caught.at(-1)?.error, {
      code: 'DIRECTION_POLICY_INVALID',
      cause: { code: 'DIRECTION_POLICY_INVALID' },
    })
    assert.deepEqual(flow.output(0), [])
  })

  it('counts in its status line', async () => {
    const flow = await start({ type: 'direction-gate', outputs: 2, config: { policies: { return: 'off' } } })
    await flow.ask({ payload: [shirts(), { ...shirts(), event: 'return' }] })
    await flow.until(() => flow.statuses.length === 1)
    assert.partialDeepStrictEqual(flow.statuses, [{ fill: 'yellow', shape: 'dot', text: '1 allowed, 1 stopped' }])
  })
})
