import assert from 'node:assert/strict'
import { picture, place, row, stockAt } from '../support/pictures.ts'
import { everyNode } from '../support/every-node.ts'
import { levelLine, linkedLine } from '../support/levels.ts'
import { withDemo } from '../support/node-demo.ts'
import { withNodeRed } from '../support/node-helper.ts'

const many = 20_000
/** Milliseconds of work at once; checking all lines at once took 300 to 400. */
const most = 150
const newJersey = 12345
const stock = place('NJ/Stock', 1, 8)
const ids = Array.from({ length: many }, (_, index) => index + 1)

/** A line of every product, as each node takes it. */
const pictures = () =>
  ids.map((id) => ({
    ...picture([stock], [stockAt(stock, 5)]),
    odoo: { database: 'shop@odoo.example.com', productId: id, name: 'Mug' },
    watch: 'w',
  }))
const levels = () => ids.map((id) => levelLine(id, newJersey, 5, { watch: 'w' }))
const linked = () => ids.map((id) => linkedLine(id, newJersey, 5, { watch: 'w' }))
const failed = () =>
  ids.map((id) => ({
    kind: 'failed',
    code: 'VARIANT_UNLINKED',
    class: 'product-identity',
    text: 'no',
    cure: 'do',
    retry: 'when-fixed',
    subject: { odooProductId: id },
    at: '2026-03-01T10:04:07Z',
  }))
const stopped = () =>
  levels().map((line) => ({ ...line, trace: [{ by: 'direction-gate', code: 'direction-stopped', text: 'stopped', values: {} }] }))

/** Milliseconds of work of this thread: other processes on the machine do not count. */
function cpu(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Looks how much was done before others got their turn. */
class LoopWatch {
  longest = 0
  /** All of it. */
  total = 0
  #last = 0
  #running = false

  start(): void {
    this.#running = true
    this.#last = cpu()
    setImmediate(() => this.#look())
  }
  stop(): void {
    if (this.#running) this.#note()
    this.#running = false
  }
  #look(): void {
    if (!this.#running) return
    this.#note()
    setImmediate(() => this.#look())
  }
  #note(): void {
    const now = cpu()
    this.longest = Math.max(this.longest, now - this.#last)
    this.total += now - this.#last
    this.#last = now
  }
}

describe('a message with many lines', function () {
  this.timeout(120_000)
  const systems = withDemo()
  const start = withNodeRed(...everyNode)
  const rows = [row('nj', newJersey, [stock])]
  const both = { odoo: 'odoo', shopify: 'shopify', store: 'store' }
  const cases: readonly (readonly [type: string, config: Readonly<Record<string, unknown>>, payload: () => object[], outputs: number])[] = [
    ['direction-gate', {}, pictures, 2],
    ['direction-gate', {}, levels, 2],
    ['location-map', { rows }, pictures, 2],
    ['buffer', { rules: { default: { units: 1 } } }, levels, 1],
    ['product-link', { ...both, refresh: 0 }, levels, 2],
    ['shopify-inventory-set', both, linked, 3],
    ['reconcile-diff', both, linked, 5],
    ['failed-job-store', both, failed, 3],
    ['failed-job-store', both, stopped, 3],
  ]
  for (const [type, config, payload, outputs] of cases) {
    it(`leaves the event loop to others in ${type} (${payload.name})`, async () => {
      const { others, credentials } = systems()
      const flow = await start({ type, config, outputs, others, credentials })
      const message = { payload: payload() }
      // The simulated Shopify, which runs in this process, gets ready at the first question.
      await flow.ask({ payload: message.payload.slice(0, 1) })
      const watch = new LoopWatch()
      // What Node-RED itself does at the end, copying the message for the Complete node, is not the node's.
      const complete: unknown = Reflect.get(flow.node, '_complete')
      Reflect.set(flow.node, '_complete', (...ended: unknown[]) => {
        watch.stop()
        return typeof complete === 'function' ? Reflect.apply(complete, flow.node, ended) : undefined
      })
      watch.start()
      await flow.ask(message)
      assert.equal(flow.caught.length, 0)
      assert.ok(watch.longest < most, `${Math.round(watch.longest)} ms of ${Math.round(watch.total)} ms at once`)
    })
  }
})
