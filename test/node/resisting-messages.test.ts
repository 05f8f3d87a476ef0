import assert from 'node:assert/strict'
import { everyNode } from '../support/every-node.ts'
import { withDemo } from '../support/node-demo.ts'
import { place, row } from '../support/pictures.ts'
import { withNodeRed } from '../support/node-helper.ts'

const fault = new Error('whoever looks at this')

/** An object that cannot be read, as a function node can make one. */
function resisting(name: string, more: object = {}): Record<string, unknown> {
  return Object.defineProperty({ ...more }, name, {
    enumerable: true,
    get() {
      throw fault
    },
  })
}

const messages: Readonly<Record<string, () => Record<string, unknown>>> = {
  'whose payload cannot be read': () => resisting('payload'),
  'with a line that cannot be read': () => ({ payload: [resisting('odoo', { kind: 'level' })] }),
  'with a command that cannot be read': () => ({ payload: resisting('action') }),
  'with a mark of a reading that cannot be read': () => ({ payload: [], reconcile: resisting('node') }),
  'with a payload that nobody may look into': () => ({
    payload: new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse }),
  }),
}

function refuse(): never {
  throw fault
}

describe('a message that resists', function () {
  this.timeout(60_000)
  const systems = withDemo()
  const start = withNodeRed(...everyNode)
  const all = { odoo: 'odoo', shopify: 'shopify', store: 'store' }
  const nodes: readonly (readonly [type: string, config: Readonly<Record<string, unknown>>, outputs: number])[] = [
    ['odoo-quant-watch', { ...all, interval: 3600 }, 1],
    ['direction-gate', {}, 2],
    ['location-map', { rows: [row('nj', 5, [place('NJ/Stock', 8)])] }, 2],
    ['buffer', { rules: { default: { units: 1 } } }, 1],
    ['product-link', { ...all, refresh: 0 }, 2],
    ['shopify-inventory-set', all, 3],
    ['reconcile-diff', all, 5],
    ['failed-job-store', all, 3],
    // A node that could not be built fails with every message.
    ['buffer', { rules: 'none' }, 1],
  ]
  for (const [type, config, outputs] of nodes)
    it(`ends at ${type}${config['rules'] === 'none' ? ' that could not be built' : ''}, with an error or without, and the next one is taken`, async () => {
      const { others, credentials } = systems()
      const flow = await start({ type, config, outputs, others, credentials })
      const unhandled: unknown[] = []
      const hear = (error: unknown): void => void unhandled.push(error)
      process.on('unhandledRejection', hear)
      for (const [what, make] of Object.entries(messages)) {
        const before = flow.caught.length + flow.completed
        // Not by receive, which copies some of it.
        flow.node.emit('input', make())
        await flow.until(() => flow.caught.length + flow.completed > before).catch(() => assert.fail(what))
      }
      await flow.stop()
      process.off('unhandledRejection', hear)
      assert.deepEqual(unhandled, [])
    })
})
