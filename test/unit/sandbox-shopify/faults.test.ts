import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { ManualClock } from './manual-clock.ts'
import { withSandbox } from './running-sandbox.ts'
import { call, readLevel, refusedWith, setLevel } from './sandbox-client.ts'
import { east, lamp } from './small-shop.ts'

const shopName = '{ shop { name } }'

describe('faults of the simulated Shopify', () => {
  it('come for the operations they are meant for, as often as asked, and leave the rest alone', () =>
    withSandbox({}, async (sandbox) => {
      sandbox.faults.add({ match: 'inventorySetQuantities', count: 2, effect: { kind: 'throttle' } })
      assert.equal((await call(sandbox, shopName)).at('errors'), undefined)
      for (const key of ['a', 'b'])
        assert.equal((await setLevel(sandbox, { quantity: 1 }, key)).at('errors.0.extensions.code'), 'THROTTLED')
      assert.equal((await setLevel(sandbox, { quantity: 1 }, 'c')).at('errors'), undefined)
      assert.equal(sandbox.faults.left, 0)
    }))

  it('answer 5xx before or after the work', () =>
    withSandbox({}, async (sandbox) => {
      sandbox.faults.add({ count: 1, effect: { kind: 'status', status: 502, when: 'before' } })
      assert.equal((await setLevel(sandbox, { quantity: 1 }, 'a')).status, 502)
      assert.equal(await readLevel(sandbox), 10)
      sandbox.faults.add({ count: 1, effect: { kind: 'status', status: 500, when: 'after' } })
      assert.equal((await setLevel(sandbox, { quantity: 1 }, 'b')).status, 500)
      assert.equal(await readLevel(sandbox), 1)
    }))

  it('lose the answer after the commit, and the key then gives the stored one', () =>
    withSandbox({ idempotency: 'replay' }, async (sandbox) => {
      sandbox.faults.add({ match: 'SetLevels', count: 1, effect: { kind: 'drop', when: 'after' } })
      await assert.rejects(setLevel(sandbox, { quantity: 4, changeFromQuantity: 10 }, 'k'))
      assert.equal(sandbox.log.of('SetLevels')[0]?.outcome, 'drop-after')
      assert.equal(sandbox.log.of('SetLevels')[0]?.executed, true)
      assert.equal(refusedWith(await setLevel(sandbox, { quantity: 4, changeFromQuantity: 10 }, 'k')), undefined)
      assert.equal(await readLevel(sandbox), 4)
      assert.equal(sandbox.log.counters.keysRepeated, 1)
    }))

  it('cut the connection before the work', () =>
    withSandbox({}, async (sandbox) => {
      sandbox.faults.add({ match: 'SetLevels', count: 1, effect: { kind: 'drop', when: 'before' } })
      await assert.rejects(setLevel(sandbox, { quantity: 4 }, 'k'))
      assert.equal(await readLevel(sandbox), 10)
    }))

  it('stall with the key taken, so that a second try meets the first', async () => {
    const clock = new ManualClock()
    await withSandbox({ clock }, async (sandbox) => {
      sandbox.faults.add({ count: 1, effect: { kind: 'stall', ms: 1000, when: 'during' } })
      const stopped = new AbortController()
      const first = setLevel(sandbox, { quantity: 4 }, 'k', { signal: stopped.signal })
      while (clock.sleeping === 0) await new Promise((resolve) => setImmediate(resolve))
      stopped.abort()
      await assert.rejects(first)
      assert.equal(refusedWith(await setLevel(sandbox, { quantity: 4 }, 'k')), 'IDEMPOTENCY_CONCURRENT_REQUEST')
      assert.equal(await readLevel(sandbox), 10)
      clock.advance(1000)
      while (sandbox.model.state.history.length === 0) await new Promise((resolve) => setImmediate(resolve))
      assert.equal(await readLevel(sandbox), 4)
    })
  })

  it('answer with a page, with 401, or with another version', () =>
    withSandbox({}, async (sandbox) => {
      sandbox.faults.add({ count: 1, effect: { kind: 'html', status: 200, when: 'before' } })
      const page = await call(sandbox, shopName)
      assert.match(page.text, /^<!DOCTYPE html>/)
      sandbox.faults.add({ count: 1, effect: { kind: 'unauthorized' } })
      assert.equal((await call(sandbox, shopName)).status, 401)
      sandbox.faults.add({ count: 1, effect: { kind: 'version', version: '2025-10' } })
      assert.equal((await call(sandbox, shopName)).headers.get('x-shopify-api-version'), '2025-10')
    }))

  it('show what was true some writes ago, and write on what is true', () =>
    withSandbox({}, async (sandbox) => {
      for (const quantity of [9, 8, 7]) sandbox.model.edit({ inventoryItemId: lamp, locationId: east }, quantity)
      sandbox.faults.add({ match: 'ReadLevel', count: 1, effect: { kind: 'stale-read', writesAgo: 2 } })
      assert.equal(await readLevel(sandbox), 9)
      assert.equal(await readLevel(sandbox), 7)
      assert.equal(refusedWith(await setLevel(sandbox, { quantity: 1, changeFromQuantity: 9 }, 'k')), 'CHANGE_FROM_QUANTITY_STALE')
    }))

  it('let a sale come at the very moment of the write', () =>
    withSandbox({}, async (sandbox) => {
      sandbox.hooks.beforeCommit = ({ field }) => {
        if (field === 'inventorySetQuantities') sandbox.model.sell({ locationId: east, lines: [{ itemId: lamp, quantity: 1 }] })
      }
      assert.equal(refusedWith(await setLevel(sandbox, { quantity: 20, changeFromQuantity: 10 }, 'k')), 'CHANGE_FROM_QUANTITY_STALE')
      assert.equal(await readLevel(sandbox), 9)
    }))

  it('tell when an operation has run', () =>
    withSandbox({}, async (sandbox) => {
      const seen: unknown[] = []
      sandbox.hooks.afterExecute = ({ operation, field }, answer) => void seen.push([operation, field, answer.outcome])
      await setLevel(sandbox, { quantity: 1 }, 'k')
      assert.deepEqual(seen, [['SetLevels', 'inventorySetQuantities', 'ok']])
    }))

  it('take the whole shop down and bring it back at the same port', () =>
    withSandbox({}, async (sandbox) => {
      const { port } = sandbox
      await sandbox.setDown('unavailable')
      assert.equal((await call(sandbox, shopName)).status, 503)
      await sandbox.setDown('reset')
      await assert.rejects(call(sandbox, shopName))
      await sandbox.setDown('refuse')
      await assert.rejects(call(sandbox, shopName))
      const squatter = createServer().listen(port, '127.0.0.1')
      await once(squatter, 'listening')
      await new Promise((resolve) => squatter.close(resolve))
      await sandbox.setDown('up')
      assert.deepEqual([sandbox.port, (await call(sandbox, shopName)).status], [port, 200])
    }))
})
