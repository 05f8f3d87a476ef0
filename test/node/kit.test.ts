import assert from 'node:assert/strict'
import { adminRoute } from '../../nodes/kit/admin-route.ts'
import { defineNode, languageOf } from '../../nodes/kit/define.ts'
import type { Migration } from '../../nodes/kit/lift-settings.ts'
import { onClose } from '../../nodes/kit/on-close.ts'
import { onInput } from '../../nodes/kit/on-input.ts'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { type Register, turns, waitingForStart, withNodeRed } from '../support/node-helper.ts'

const secret = 'shpat_0123456789abcdef'

/** Flows of the release before called it wild. */
const grewTame: Migration = ({ wild, ...settings }) => ({ ...settings, ...(wild === undefined ? {} : { broken: wild }) })

/** A node that does what the message tells it to. */
const obedient: Register = (RED) => {
  adminRoute(RED, 'get', 'obedient/:what', 'obedient.read', async ({ params }) => {
    if (params['what'] === 'known') throw new SyncError('STORE_FULL', { file: 'store.sqlite' })
    throw new Error(`password=${secret}`)
  })
  defineNode(RED, { name: 'obedient', migrations: [grewTame] }, ({ node, config, say }) => {
    if (config['broken'] === true) throw new SyncError('CONFIG_MISSING', { setting: 'arm', node: 'obedient' })
    if (config['broken'] === 'badly') throw new TypeError(secret)
    onInput(node, say, (message, send) => {
      const { act } = message
      if (typeof act !== 'function') send([{ ...message }])
      return typeof act === 'function' ? Promise.resolve(act()) : undefined
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
      assert.partialDeepStrictEqual(flow.caught[0], {
        topic: 'kept',
        error: { code: 'UNEXPECTED', cause: { kind: 'failed', code: 'UNEXPECTED' } },
      })
      assert.equal(JSON.stringify(flow.caught[0]).includes(secret), false)
      assert.equal(flow.completed, 0)
      await flow.ask({ payload: 2 })
      assert.equal(flow.output(0).length, 1)
      assert.equal(flow.completed, 1)
    })
  }

  it('is built from the settings of an older release in the form of this one, and from none of a later one', async () => {
    for (const [settings, code] of [
      [{ wild: true }, 'CONFIG_MISSING'],
      [{ settingsVersion: 2 }, 'SETTINGS_NEWER'],
    ] as const) {
      const flow = await start({ type: 'obedient', config: settings })
      await flow.until(() => flow.caught.length > 0)
      assert.partialDeepStrictEqual(flow.caught[0], { error: { code } })
    }
    const flow = await start({ type: 'obedient', config: { wild: true, settingsVersion: 1 } })
    await flow.ask({ payload: 1 })
    assert.equal(flow.output(0).length, 1)
  })

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

  it('without a language in the settings speaks that of the environment, as Node-RED does', () => {
    const found = (lang: string, environment: NodeJS.ProcessEnv): string | undefined => languageOf({ settings: { lang } }, environment)
    assert.equal(found('', { LANG: 'es_MX.UTF-8' }), 'es')
    assert.equal(found('', { LC_ALL: 'de_DE.UTF-8', LANG: 'fr_FR.UTF-8' }), 'de')
    assert.equal(found('', {}), undefined)
    assert.equal(found('ja', { LANG: 'fr_FR.UTF-8' }), 'ja')
  })

  it('speaks English where the environment or the settings name no language: servers and containers have C.UTF-8', () => {
    const found = (lang: string, LANG: string): string | undefined => languageOf({ settings: { lang } }, { LANG })
    for (const none of ['C.UTF-8', 'C', 'POSIX', '', '*']) assert.equal(found('', none), undefined, none)
    assert.equal(found('klingon language', 'de_DE.UTF-8'), undefined)
    assert.equal(found('de_AT', 'C.UTF-8'), 'de-AT')
    assert.equal(found('pt-BR', 'C.UTF-8'), 'pt-BR')
  })

  it('whose setting is missing says so to Catch and Status nodes at the start, and to every message', async () => {
    const flow = await start({ type: 'obedient', config: { broken: true } })
    await flow.until(() => flow.caught.length > 0 && flow.statuses.length > 0)
    assert.partialDeepStrictEqual(flow.statuses.at(-1), { fill: 'red', shape: 'ring', text: 'CONFIG_MISSING' })
    assert.partialDeepStrictEqual(flow.caught, [{ error: { code: 'CONFIG_MISSING', source: { id: 'subject' } } }])
    assert.match(flow.caught[0]?.error.message ?? '', /setting arm is missing/)
    await flow.ask({ payload: 1 })
    await flow.ask({ payload: 2 })
    assert.deepEqual(
      flow.caught.slice(1).map(({ payload, error: { code } }) => [payload, code]),
      [
        [1, 'CONFIG_MISSING'],
        [2, 'CONFIG_MISSING'],
      ],
    )
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
    flow.node.receive({ payload: 1, act })
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
