import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { realRandom } from '../../nodes/kit/real-clock.ts'
import { syncStores } from '../../nodes/sync-store/sync-stores.ts'
import syncStore from '../../nodes/sync-store/sync-store.ts'
import { describeFailure } from '../../src/base/error/describe.ts'
import { recordFailures } from '../../src/engine/jobs/record-failures.ts'
import { english } from '../support/english.ts'
import { openFiles } from '../support/node-demo.ts'
import { type NodeFlow, withNodeRed } from '../support/node-helper.ts'
import { OwnTimers } from '../support/own-timers.ts'

const permissions = ['failed-jobs.read', 'failed-jobs.write']

describe('sync-store', () => {
  const start = withNodeRed(syncStore)
  const begin = (config: Readonly<Record<string, unknown>> = {}) => start({ type: 'sync-store', outputs: 0, config })
  const open = (flow: NodeFlow) => {
    const provided = syncStores.get(flow.node)
    assert.ok(provided)
    return provided.open()
  }

  it('with the settings of a new node opens its file beside the flow when it is first needed', async () => {
    const flow = await begin()
    const file = join(flow.userDir, 'odoo-shopify-inventory.sqlite')
    assert.equal(existsSync(file), false)
    const store = await open(flow)
    assert.equal(existsSync(file), true)
    assert.equal(await open(flow), store)
  })

  it('takes a name in the folder of the flow, and none when the environment variable is not set', async () => {
    const named = await begin({ file: 'mine.sqlite' })
    await open(named)
    assert.equal(existsSync(join(named.userDir, 'mine.sqlite')), true)
    const unset = await begin({ file: '${NOBODY_SET_THIS}' })
    await open(unset)
    assert.equal(existsSync(join(unset.userDir, 'odoo-shopify-inventory.sqlite')), true)
  })

  it('closes its file and its timers with the flow, and can be opened again', async () => {
    const timers = new OwnTimers()
    try {
      const flow = await begin()
      const store = await open(flow)
      await store.transaction((tables) => tables.switches.put('kept', 'yes'))
      if (process.platform === 'linux') assert.notDeepEqual(openFiles(flow.userDir), [])
      await flow.stop()
      assert.deepEqual(openFiles(flow.userDir), [])
      assert.deepEqual(await timers.running(), [])
      await assert.rejects(
        store.transaction(async () => undefined),
        { code: 'STORE_UNAVAILABLE' },
      )
      const again = await begin({ file: join(flow.userDir, 'odoo-shopify-inventory.sqlite') })
      const kept = await (await open(again)).transaction((tables) => tables.switches.get('kept'))
      assert.equal(kept, 'yes')
    } finally {
      timers.stop()
    }
  })

  it('that nobody used closes without making a file', async () => {
    const flow = await begin()
    await flow.stop()
    assert.equal(existsSync(join(flow.userDir, 'odoo-shopify-inventory.sqlite')), false)
  })

  describe('its admin routes', () => {
    const routes = [
      ['GET', 'failed-jobs/subject', 'failed-jobs.read'],
      ['GET', 'failed-jobs/subject/export', 'failed-jobs.read'],
      ['POST', 'failed-jobs/subject/retry', 'failed-jobs.write'],
      ['POST', 'failed-jobs/subject/dismiss', 'failed-jobs.write'],
      ['POST', 'failed-jobs/subject/end-hold', 'failed-jobs.write'],
    ] as const
    for (const [method, path, permission] of routes) {
      it(`let in to ${method} ${path} only who has ${permission}`, async () => {
        const flow = await begin()
        const others = permissions.filter((name) => name !== permission)
        assert.equal((await flow.admin(method, path)).status, 401)
        assert.equal((await flow.admin(method, path, { permissions: others })).status, 401)
        assert.notEqual(
          (await flow.admin(method, path, { permissions: [permission], ...(method === 'POST' ? { body: { all: true } } : {}) })).status,
          401,
        )
      })
    }

    it('list, dismiss and export jobs', async () => {
      const flow = await begin()
      const lines = ['A-1', 'A-2'].map((sku) =>
        describeFailure({ code: 'PRODUCT_UNLINKED', values: {}, subject: { sku } }, english, '2026-03-01T10:00:00Z'),
      )
      await recordFailures(await open(flow), lines, realRandom, 0)
      const ask = async (method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> =>
        JSON.parse(
          await (await flow.admin(method, `failed-jobs/subject${path}`, { permissions, ...(body === undefined ? {} : { body }) })).text(),
        )
      assert.partialDeepStrictEqual(await ask('GET', '?limit=1&offset=1&code='), { total: 2, jobs: [{ state: 'open' }] })
      assert.partialDeepStrictEqual(await ask('POST', '/dismiss', { sku: 'A-1', note: 'gone', action: 'retry' }), {
        action: 'dismiss',
        jobs: [{ state: 'dismissed', note: 'gone' }],
      })
      const csv = await flow.admin('GET', 'failed-jobs/subject/export?format=csv', { permissions })
      assert.match(csv.headers.get('content-type') ?? '', /text\/csv/)
      assert.match(csv.headers.get('content-disposition') ?? '', /failed-jobs\.csv/)
      const text = await csv.text()
      assert.match(text, /A-2/)
      assert.doesNotMatch(text, /A-1/)
    })

    it('answer in the language of who looks, whatever language the jobs were kept in; a job of another version keeps its words', async () => {
      const flow = await begin()
      const kept = describeFailure({ code: 'PRODUCT_UNLINKED', values: {}, subject: { sku: 'A-1' } }, english, '2026-03-01T10:00:00Z')
      const older = { ...kept, code: 'OF_ANOTHER_VERSION', text: 'said then', subject: { sku: 'A-2' } }
      await recordFailures(await open(flow), [kept, older], realRandom, 0)
      const texts = async (language: string): Promise<string> =>
        (await flow.admin('GET', 'failed-jobs/subject', { permissions, language })).text()
      assert.match(await texts('en-US'), /SKU A-1 has no linked Odoo product/)
      assert.match(await texts('de-AT'), /ist mit keinem Odoo-Produkt verknüpft/)
      for (const spanish of ['es', 'es-MX', 'es-ES']) assert.match(await texts(spanish), /no está vinculad|no tiene/, spanish)
      assert.match(await texts('de'), /said then/)
      const csv = await flow.admin('GET', 'failed-jobs/subject/export?format=csv', { permissions, language: 'de' })
      assert.match(await csv.text(), /Odoo-Produkt/)
    })

    it('answer 400 with the field for a command that cannot be carried out, and for a store that is not there', async () => {
      const flow = await begin()
      const cases = [
        ['POST', 'failed-jobs/subject/retry', {}, 'MESSAGE_MALFORMED', /payload\.ids/],
        ['GET', 'failed-jobs/subject?limit=many', undefined, 'MESSAGE_MALFORMED', /payload\.limit/],
        ['GET', 'failed-jobs/subject?constructor=1', undefined, 'MESSAGE_MALFORMED', /constructor/],
        ['GET', 'failed-jobs/nobody', undefined, 'CONFIG_MISSING', /store/],
      ] as const
      for (const [method, path, body, code, words] of cases) {
        const answer = await flow.admin(method, path, { permissions, ...(body === undefined ? {} : { body }) })
        assert.equal(answer.status, 400, path)
        const said: { code: string; text: string; cure: string } = JSON.parse(await answer.text())
        assert.deepEqual(Object.keys(said).toSorted(), ['code', 'cure', 'text'])
        assert.equal(said.code, code)
        assert.match(said.text, words)
      }
    })
  })
})
