import assert from 'node:assert/strict'
import type { Node } from 'node-red'
import { adminRoute } from '../../nodes/kit/admin-route.ts'
import { defineNode } from '../../nodes/kit/define.ts'
import { onClose } from '../../nodes/kit/on-close.ts'
import { onInput } from '../../nodes/kit/on-input.ts'
import { repeat, type Repeating } from '../../nodes/kit/repeat.ts'
import { numberSetting, requiredSetting, textSetting } from '../../nodes/kit/setting.ts'
import { statusLine } from '../../nodes/kit/status.ts'
import { SyncError } from '../../src/error/sync-error.ts'
import { english } from '../support/english.ts'
import { type Register, turns, waitingForStart, withNodeRed } from '../support/node-helper.ts'
import { OwnTimers } from '../support/own-timers.ts'

const secret = 'shpat_0123456789abcdef'

/** A node that does what the message tells it to. */
const obedient: Register = (RED) => {
  adminRoute(RED, 'get', 'obedient/:what', 'obedient.read', async ({ params }) => {
    if (params['what'] === 'known') throw new SyncError('STORE_FULL', { file: 'store.sqlite' })
    throw new Error(`password=${secret}`)
  })
  defineNode(RED, 'obedient', ({ node, config, say }) => {
    if (config['broken'] === true) throw new SyncError('CONFIG_MISSING', { setting: 'arm', node: 'obedient' })
    if (config['broken'] === 'badly') throw new TypeError(secret)
    onInput(node, say, (message, send) => {
      if (typeof message['act'] === 'function') return message['act']()
      send([{ ...message }])
    })
    onClose(node, async () => undefined)
  })
}

describe('a node of this package', () => {
  const start = withNodeRed(obedient)

  const thrown: readonly [string, () => unknown][] = [
    ['rejects with a string', () => Promise.reject(secret)],
    ['rejects with nothing', () => Promise.reject()],
    ['rejects with null', () => Promise.reject(null)],
    ['rejects with an object', () => Promise.reject({ code: 'EMADEUP', toString: () => secret })],
    ['rejects with a foreign error', () => Promise.reject(new Error(`token ${secret}`, { cause: secret }))],
    ['throws at once', () => JSON.parse(`{${secret}`)],
  ]
  for (const [what, act] of thrown) {
    it(`tells the Catch node once, and no secret, when its handler ${what}`, async () => {
      const flow = await start({ type: 'obedient' })
      await flow.ask({ payload: 1, topic: 'kept', act })
      assert.equal(flow.caught.length, 1)
      assert.partialDeepStrictEqual(flow.caught[0], { topic: 'kept', error: { code: 'UNEXPECTED', cause: { kind: 'failed', code: 'UNEXPECTED' } } })
      assert.equal(JSON.stringify(flow.caught[0]).includes(secret), false)
      assert.equal(flow.completed, 0)
      await flow.ask({ payload: 2 })
      assert.equal(flow.output(0).length, 1)
      assert.equal(flow.completed, 1)
    })
  }

  it('says text and cure in the message, and keeps the failed line as the cause', async () => {
    const flow = await start({ type: 'obedient' })
    const act = () => Promise.reject(new SyncError('PRODUCT_UNLINKED', { sku: 'A-1' }))
    await flow.ask({ payload: 1, act })
    const { message, cause } = flow.caught[0]?.error ?? {}
    assert.match(message ?? '', /^SKU A-1 has no linked Odoo product – Give the variant/)
    assert.partialDeepStrictEqual(cause, { kind: 'failed', class: 'product-identity', retry: 'when-fixed', values: { sku: 'A-1' } })
  })

  it('speaks the language of the runtime', async () => {
    const flow = await start({ type: 'obedient', settings: { lang: 'de' } })
    await flow.ask({ payload: 1, act: () => Promise.reject(new SyncError('PRODUCT_UNLINKED', { sku: 'A-1' })) })
    assert.match(flow.caught[0]?.error.message ?? '', /Odoo-Produkt/)
  })

  it('whose setting is missing says so to Catch and Status nodes at the start, and to every message', async () => {
    const flow = await start({ type: 'obedient', config: { broken: true } })
    await flow.until(() => flow.caught.length > 0 && flow.statuses.length > 0)
    assert.partialDeepStrictEqual(flow.statuses.at(-1), { fill: 'red', shape: 'ring', text: 'CONFIG_MISSING' })
    assert.partialDeepStrictEqual(flow.caught, [{ error: { code: 'CONFIG_MISSING', source: { id: 'subject' } } }])
    assert.match(flow.caught[0]?.error.message ?? '', /setting arm is missing/)
    await flow.ask({ payload: 1 })
    await flow.ask({ payload: 2 })
    assert.deepEqual(flow.caught.slice(1).map(({ payload, error: { code } }) => [payload, code]), [[1, 'CONFIG_MISSING'], [2, 'CONFIG_MISSING']])
  })

  it('that cannot be built for an unforeseen reason tells no more than its kind', async () => {
    const flow = await start({ type: 'obedient', config: { broken: 'badly' } })
    await flow.until(() => flow.caught.length > 0)
    assert.partialDeepStrictEqual(flow.caught, [{ error: { code: 'UNEXPECTED', cause: { values: { name: 'TypeError' } } } }])
    assert.equal(JSON.stringify(flow.caught).includes(secret), false)
  })

  it('that was never started waits for nothing once it is closed', async () => {
    const before = waitingForStart()
    const flow = await start({ type: 'obedient', config: { broken: true } })
    await flow.stop()
    assert.equal(waitingForStart(), before)
  })

  it('closes when the message that it works on is finished', async () => {
    const flow = await start({ type: 'obedient' })
    const { promise, resolve } = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    let ended = false
    const act = async () => {
      begun.resolve()
      await promise
      ended = true
    }
    flow.node.receive({ payload: 1, act } as { payload: number })
    await begun.promise
    const stopping = flow.stop().then(() => assert.equal(ended, true))
    await turns()
    resolve()
    await stopping
  })

  it('answers a failing admin route with code, text and cure alone', async () => {
    const flow = await start({ type: 'obedient' })
    assert.equal((await flow.admin('GET', 'obedient/known')).status, 401)
    const known = await flow.admin('GET', 'obedient/known', { permissions: ['obedient.read'] })
    assert.equal(known.status, 502)
    assert.deepEqual(Object.keys(JSON.parse(await known.text())).toSorted(), ['code', 'cure', 'text'])
    const unforeseen = await flow.admin('GET', 'obedient/other', { permissions: ['obedient.read'] })
    assert.equal(unforeseen.status, 500)
    const text = await unforeseen.text()
    assert.partialDeepStrictEqual(JSON.parse(text), { code: 'UNEXPECTED' })
    assert.equal(text.includes(secret), false)
  })
})

/** As much of a node as status and errors need. */
function plainNode(): { node: Node; errors: unknown[]; statuses: unknown[] } {
  const errors: unknown[] = []
  const statuses: unknown[] = []
  const node = { error: (error: unknown) => errors.push(error), status: (status: unknown) => statuses.push(status), log: () => undefined }
  return { node: node as unknown as Node, errors, statuses }
}

describe('background work', () => {
  let working: Repeating | undefined
  afterEach(() => working?.stop())

  it('goes on after a failure, which is told in words', async () => {
    const { node, errors } = plainNode()
    let runs = 0
    const twice = Promise.withResolvers<void>()
    working = repeat(node, english, 1, async () => {
      if (++runs === 2) twice.resolve()
      throw new SyncError('STORE_FULL', { file: 'store.sqlite' })
    })
    await twice.promise
    assert.match(String(errors[0]), /–/)
  })

  it('goes on when telling the failure fails', async () => {
    const { node } = plainNode()
    let runs = 0
    const twice = Promise.withResolvers<void>()
    working = repeat(node, english, 1, async () => {
      if (++runs === 2) twice.resolve()
      throw new Error('one')
    }, () => {
      throw new Error('two')
    })
    await twice.promise
  })

  it('is done once more when it is asked for while it runs, and never after it was stopped', async () => {
    const { node } = plainNode()
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const twice = Promise.withResolvers<void>()
    let runs = 0
    working = repeat(node, english, 3_600_000, async () => {
      runs += 1
      if (runs === 2) twice.resolve()
      begun.resolve()
      await goOn.promise
    })
    working.now()
    await begun.promise
    working.now()
    working.now()
    goOn.resolve()
    await twice.promise
    await working.stop()
    working.now()
    await turns()
    assert.equal(runs, 2)
  })

  it('stops when what is under way has ended, and leaves no timer', async () => {
    const timers = new OwnTimers()
    try {
      const { node } = plainNode()
      const goOn = Promise.withResolvers<void>()
      let ended = false
      const begun = Promise.withResolvers<void>()
      working = repeat(node, english, 3_600_000, async () => {
        begun.resolve()
        await goOn.promise
        ended = true
      })
      working.now()
      await begun.promise
      const stopped = working.stop().then(() => assert.equal(ended, true))
      goOn.resolve()
      await stopped
      const idle = repeat(node, english, 3_600_000, async () => undefined)
      await idle.stop()
      assert.deepEqual(await timers.running(), [])
    } finally {
      timers.stop()
    }
  })
})

describe('a status line', () => {
  it('shows the newest, never the same twice, and nothing once it is closed', async () => {
    const timers = new OwnTimers()
    try {
      const { node, statuses } = plainNode()
      const status = statusLine(node, 20)
      const shown = async (count: number) => {
        while (statuses.length < count) await turns(1)
      }
      status.set({ text: 'one' })
      status.set({ text: 'two' })
      await shown(1)
      status.set({ text: 'two' })
      while ((await timers.running()).length > 0) await turns(1)
      status.set({ text: 'three' })
      await shown(2)
      status.set({ text: 'four' })
      status.close()
      status.set({ text: 'five' })
      assert.deepEqual(await timers.running(), [])
      assert.deepEqual(statuses, [{ text: 'two' }, { text: 'three' }])
    } finally {
      timers.stop()
    }
  })
})

describe('a setting', () => {
  const missing = { code: 'CONFIG_MISSING', values: { setting: 'field', node: 'type' } }

  it('is empty when it is an environment variable that is not set', () => {
    assert.deepEqual(['${NOBODY_SET_THIS}', ' ${NOBODY_SET_THIS} ', '', undefined, null, {}].map(textSetting), ['', '', '', '', '', ''])
    assert.deepEqual([' text ', 7, 'a${b}c'].map(textSetting), ['text', '7', 'a${b}c'])
  })

  it('that is required names its field', () => {
    assert.throws(() => requiredSetting('${NOBODY_SET_THIS}', 'type', 'field'), missing)
    assert.equal(requiredSetting(' x ', 'type', 'field'), 'x')
  })

  it('that is a number keeps to its bounds, and is its fallback when empty', () => {
    const read = (value: unknown) => numberSetting(value, 'type', 'field', 5, 1, 10)
    assert.deepEqual(['', undefined, '${NOBODY_SET_THIS}', '1', 10].map(read), [5, 5, 5, 1, 10])
    for (const value of ['0', 11, 'many', 'NaN', 'Infinity', '1 000']) assert.throws(() => read(value), missing)
  })
})
