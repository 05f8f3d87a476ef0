import assert from 'node:assert/strict'
import odooConnection from '../../nodes/odoo-connection/odoo-connection.ts'
import odooQuantWatch from '../../nodes/odoo-quant-watch/odoo-quant-watch.ts'
import { connectOdoo } from '../../src/adapters/odoo/connect.ts'
import syncStore from '../../nodes/sync-store/sync-store.ts'
import { openFiles, withDemo } from '../support/node-demo.ts'
import { type NodeFlow, type Subject, turns, waitingForStart, withNodeRed } from '../support/node-helper.ts'
import { OwnTimers } from '../support/own-timers.ts'
import { realClock } from '../support/real-clock.ts'

const type = 'odoo-quant-watch'
const locations = [{ location: 'NJ/Stock' }]
/** So that no poll comes of itself during a test but the first. */
const interval = 3600

interface Picture {
  readonly odoo: { readonly sku?: string; readonly productId: number }
  readonly watch?: string
}

describe('odoo-quant-watch', () => {
  const start = withNodeRed(odooQuantWatch, odooConnection, syncStore)
  const systems = withDemo()
  afterEach(() => systems().demo.odoo.faults.clear())

  const begin = (more: Partial<Subject> = {}): Promise<NodeFlow> => {
    const { others, credentials } = systems()
    const config = { odoo: 'odoo', store: 'store', locations, interval, ...more.config }
    return start({
      type,
      others: [...others.slice(0, 1), ...others.slice(2)],
      credentials: { odoo: credentials['odoo'] ?? {} },
      ...more,
      config,
    })
  }
  const pictures = (flow: NodeFlow, from = 0): Picture[] =>
    flow
      .output(0)
      .slice(from)
      .flatMap(({ payload }) => (Array.isArray(payload) ? payload : []))

  it('sends the pictures of all products once it has started, without a message', async () => {
    const flow = await begin()
    await flow.until(() => flow.statuses.some(({ fill }) => fill === 'green'))
    const first = flow.output(0)[0]
    assert.equal(first?.['topic'], type)
    assert.partialDeepStrictEqual(pictures(flow)[0], { kind: 'picture', watch: 'subject', watched: [{ location: 'NJ/Stock' }] })
    const skus = pictures(flow).map(({ odoo }) => odoo.sku)
    assert.equal(new Set(skus.filter((sku) => sku?.startsWith('SKU-'))).size, 20)
    assert.match(flow.statuses.at(-1)?.text ?? '', /changed at/)
  })

  it('reads what a message asks for', async () => {
    const flow = await begin()
    await flow.ask({ payload: 'now' })
    const from = flow.output(0).length
    await flow.ask({ payload: { skus: ['SKU-0003'] } })
    assert.deepEqual(
      pictures(flow, from).map(({ odoo }) => odoo.sku),
      ['SKU-0003'],
    )
    const [{ odoo } = { odoo: { productId: 0 } }] = pictures(flow, from)
    await flow.ask({ payload: { products: [{ productId: odoo.productId }] } })
    assert.equal(pictures(flow, from).length, 2)
  })

  it('sends what lies at a location that was put into quarantine, at the next message', async () => {
    const { odoo } = systems().demo
    const server = { url: odoo.url, database: odoo.database, username: 'admin', apiKey: 'admin-demo-key', transport: 'auto' as const }
    const admin = connectOdoo({ ...server, timeoutMs: 10_000 }, { clock: realClock, random: { next: () => 0, uuid: () => '' } })
    const put = async (under: string) => {
      const [zone] = await admin.searchRead('stock.location', [['complete_name', '=like', '%/Zone-B']], ['id'])
      const [above] = await admin.searchRead('stock.location', [['complete_name', '=', under]], ['id'])
      await admin.write('stock.location', [zone?.id ?? 0], { location_id: above?.id })
    }
    const flow = await begin()
    await flow.ask({ payload: 'now' })
    const from = flow.output(0).length
    try {
      await put('NJ/Stock/Quarantine')
      await flow.ask({ payload: 'now' })
      const sent = pictures(flow, from)
      assert.ok(sent.some((picture) => picture.odoo.sku === 'SKU-0001' && JSON.stringify(picture).includes('NJ/Stock/Quarantine/Zone-B')))
    } finally {
      await put('NJ/Stock/Saleable')
      await admin.close()
    }
  })

  it('reads what has changed since, at any other message', async () => {
    const flow = await begin()
    await flow.ask({ payload: 'now' })
    const from = flow.output(0).length
    await systems().demo.odoo.driver.adjust({ product: 'SKU-0004', location: 'NJ/Stock', quantity: 77 })
    await flow.ask({ payload: 'something changed' })
    assert.ok(pictures(flow, from).some(({ odoo }) => odoo.sku === 'SKU-0004'))
  })

  const bad: readonly [object, RegExp][] = [
    [{ products: 'SKU-0001' }, /payload\.products must be a list/],
    [{ products: [1, 'SKU-0001'] }, /payload\.products\[1\]/],
    [{ skus: [''] }, /payload\.skus\[0\]/],
  ]
  for (const [payload, words] of bad) {
    it(`hands ${JSON.stringify(payload)} to the Catch node once, and goes on`, async () => {
      const flow = await begin()
      await flow.ask({ payload: 'now' })
      await flow.ask({ payload, topic: 'bad' })
      assert.equal(flow.caught.length, 1)
      assert.partialDeepStrictEqual(flow.caught[0], { topic: 'bad', error: { code: 'MESSAGE_MALFORMED', cause: { kind: 'failed' } } })
      assert.match(flow.caught[0]?.error.message ?? '', words)
      const from = flow.output(0).length
      await flow.ask({ payload: { skus: ['SKU-0003'] } })
      assert.equal(pictures(flow, from).length, 1)
    })
  }

  const wrong: readonly [string, Partial<Subject>, string, string][] = [
    ['no connection', { config: { odoo: '' } }, 'Odoo connection', 'CONFIG_MISSING'],
    ['no store', { config: { store: '' } }, 'Sync store', 'CONFIG_MISSING'],
    ['an interval that is no number', { config: { interval: 'often' } }, 'Read every', 'CONFIG_INVALID'],
    ['a connection without a key', { credentials: {} }, 'API key', 'CONFIG_MISSING'],
  ]
  for (const [what, more, label, code] of wrong) {
    it(`with ${what} tells the Catch node at the start what is wrong with ${label}`, async () => {
      const flow = await begin(more)
      await flow.until(() => flow.caught.length > 0)
      assert.partialDeepStrictEqual(flow.caught, [{ error: { code, source: { id: 'subject' } } }])
      assert.match(flow.caught[0]?.error.message ?? '', new RegExp(`setting ${label} (is missing|cannot be used)`))
      assert.deepEqual(flow.output(0), [])
    })
  }

  it('tells a refused login without the key, shows it, and tells it once however often it comes again', async () => {
    const apiKey = 'a-key-that-nobody-may-see'
    const flow = await begin({ credentials: { odoo: { apiKey } }, config: { interval: 1 } })
    await flow.until(() => flow.caught.length > 0)
    const asked = systems().demo.odoo.log.counters().calls
    while (systems().demo.odoo.log.counters().calls < asked + 2) await turns(1)
    await flow.until(() => flow.statuses.some(({ text }) => text === 'ODOO_LOGIN_REFUSED'))
    assert.deepEqual(
      flow.caught.map(({ error }) => error.code),
      ['ODOO_LOGIN_REFUSED'],
    )
    assert.equal(JSON.stringify([flow.caught, flow.statuses]).includes(apiKey), false)
  })

  it('that is closed before anything started waits for nothing', async () => {
    const before = waitingForStart()
    const flow = await begin()
    await flow.stop()
    assert.equal(waitingForStart(), before)
  })

  it('ends the poll under way when it closes, and leaves no timer and no open file', async () => {
    const { odoo } = systems().demo
    const timers = new OwnTimers()
    try {
      const flow = await begin()
      await flow.ask({ payload: 'now' })
      odoo.faults.add({ fault: { kind: 'stall', ms: 300 } })
      flow.node.receive({ payload: { everything: true } })
      while (odoo.faults.pending().length > 0) await turns(1)
      await flow.stop()
      const { calls } = odoo.log.counters()
      assert.deepEqual(openFiles(flow.userDir), [])
      assert.deepEqual(await timers.running(), [])
      await turns(20)
      assert.equal(odoo.log.counters().calls, calls)
    } finally {
      timers.stop()
    }
  })
})
