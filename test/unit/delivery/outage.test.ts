import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { DeliveryScene } from './support/delivery-scene.ts'

const minute = 60_000
const hour = 60 * minute

describe('a shop in trouble', () => {
  it('that cannot be reached for an hour costs one failed job, no level anything, and everything is delivered afterwards', async () => {
    const scene = new DeliveryScene({ items: 300 })
    let calls = 0
    scene.fate = () => {
      calls++
      return 'unreachable'
    }
    for (let item = 1; item <= 300; item++) await scene.delivery.accept([await scene.read(item, 1, item)], 'node')
    await scene.work(hour)
    assert.deepEqual(
      (await scene.jobs()).map(({ failure, count, state }) => [failure.code, failure.retry, count, state]),
      [['SHOPIFY_UNREACHABLE', 'automatic', 1, 'open']],
    )
    assert.deepEqual(
      scene.failed.map(({ code, recorded, via }) => [code, recorded, via]),
      [['SHOPIFY_UNREACHABLE', true, undefined]],
    )
    assert.deepEqual(scene.failed[0]?.subject, { shop: scene.shopify.shop })
    const { waiting, failed, oldestSince } = await scene.delivery.depth()
    assert.deepEqual([waiting, failed], [300, 0])
    assert.equal(scene.clock.now() - (oldestSince ?? 0), hour)
    assert.ok(calls > 60 && calls < 200, `${calls} calls in an hour`)
    assert.equal(scene.delivery.state().trouble?.code, 'SHOPIFY_UNREACHABLE')

    scene.fate = () => 'carried-out'
    await scene.work(2 * minute)
    for (let item = 1; item <= 300; item++) assert.equal(scene.available(item), item)
    assert.deepEqual(
      (await scene.jobs()).map(({ state }) => state),
      ['resolved'],
      'the job is over when the trouble is',
    )
    assert.deepEqual(scene.delivery.state(), { running: true, trouble: null, attempts: 0 })
    assert.equal((await scene.delivery.depth()).settled, 300)
  })

  it('has one job also when the outage changes its face', async () => {
    let code: 'SHOPIFY_BUSY' | 'SHOPIFY_UNREACHABLE' | null = 'SHOPIFY_BUSY'
    const scene: DeliveryScene = new DeliveryScene({
      gate: (moment) => {
        if (moment === 'before' && code !== null) throw new SyncError(code, { shop: 'sandbox.myshopify.com' })
      },
    })
    await scene.deliver(1, 1, 5)
    await scene.work(hour)
    code = 'SHOPIFY_UNREACHABLE'
    await scene.work(hour)
    assert.equal(scene.delivery.state().trouble?.code, 'SHOPIFY_UNREACHABLE')
    assert.deepEqual(
      (await scene.jobs()).map(({ failure, count, state }) => [failure.code, count, state]),
      [['SHOPIFY_BUSY', 1, 'open']],
    )
    code = null
    await scene.work(2 * minute)
    assert.deepEqual(
      (await scene.jobs()).map(({ state }) => state),
      ['resolved'],
    )
  })

  it('raises no job for a fault that passes before the last attempt', async () => {
    const scene = new DeliveryScene()
    scene.fate = () => 'unreachable'
    await scene.deliver(1, 1, 5)
    await scene.work(5_000)
    scene.fate = () => 'carried-out'
    await scene.work(minute)
    assert.equal(scene.available(1), 5)
    assert.deepEqual(await scene.jobs(), [])
  })

  it('that refuses the token raises one job at once, and delivery goes on when the token works again', async () => {
    let refused = true
    const scene = new DeliveryScene({
      items: 2,
      gate: (moment) => {
        if (refused && moment === 'before') throw new SyncError('SHOPIFY_TOKEN_REFUSED', { shop: 'sandbox.myshopify.com' })
      },
    })
    await scene.deliver(1, 1, 5)
    await scene.deliver(2, 1, 6)
    const told = (await scene.jobs()).map(({ failure, count }) => [failure.code, failure.retry, count, failure.subject])
    assert.deepEqual(told, [['SHOPIFY_TOKEN_REFUSED', 'when-fixed', 1, { shop: scene.shopify.shop }]])
    await scene.work(10 * minute)
    assert.equal((await scene.jobs('open')).length, 1)
    refused = false
    await scene.work(2 * minute)
    assert.deepEqual([scene.available(1), scene.available(2)], [5, 6])
    assert.deepEqual(
      (await scene.jobs()).map(({ state }) => state),
      ['resolved'],
    )
  })

  it('has its job resolved by the process that delivers again, which need not be the one that raised it', async () => {
    const scene = new DeliveryScene()
    scene.fate = () => {
      throw new SyncError('SHOPIFY_TOKEN_REFUSED', { shop: scene.shopify.shop })
    }
    await scene.deliver(1, 1, 5)
    assert.equal((await scene.jobs('open')).length, 1)
    await scene.delivery.stop()
    const next = new DeliveryScene({}, new MemoryStore(scene.store.snapshot()))
    await next.work(minute)
    assert.equal(next.available(1), 5)
    assert.deepEqual(
      (await next.jobs()).map(({ state }) => state),
      ['resolved'],
    )
  })

  it('is told of a lasting fault at once, also when a passing one came before it', async () => {
    const scene = new DeliveryScene()
    scene.fate = () => 'unreachable'
    await scene.deliver(1, 1, 5)
    await scene.work(2_000)
    scene.fate = () => {
      throw new SyncError('SHOPIFY_TOKEN_REFUSED', { shop: scene.shopify.shop })
    }
    await scene.work(30_000)
    assert.deepEqual(
      (await scene.jobs()).map(({ failure }) => failure.code),
      ['SHOPIFY_TOKEN_REFUSED'],
    )
  })

  it('raises a new job when the trouble comes back after it was over', async () => {
    const scene = new DeliveryScene({ options: { maxAttempts: 2 } })
    for (const quantity of [5, 6]) {
      scene.fate = () => 'unreachable'
      await scene.deliver(1, 1, quantity)
      await scene.work(5 * minute)
      scene.fate = () => 'carried-out'
      await scene.work(2 * minute)
      assert.equal(scene.available(1), quantity)
    }
    assert.deepEqual(
      (await scene.jobs()).map(({ state, count }) => [state, count]),
      [
        ['resolved', 1],
        ['resolved', 1],
      ],
    )
  })

  it('goes on within the longest pause when the clock is set back by a day', async () => {
    const scene = new DeliveryScene()
    scene.fate = () => 'unreachable'
    await scene.deliver(1, 1, 5)
    await scene.work(5 * minute)
    const { now } = scene.clock
    scene.clock.now = () => now.call(scene.clock) - 24 * hour
    await scene.work(minute)
    scene.fate = () => 'carried-out'
    await scene.work(3 * minute)
    assert.equal(scene.available(1), 5)
  })

  it('gives a thing that was not foreseen no more than its name', async () => {
    const scene = new DeliveryScene({
      gate: () => {
        throw new TypeError('the token shpat_secret is undefined')
      },
    })
    await scene.deliver(1, 1, 5)
    const [job] = await scene.jobs()
    assert.equal(job?.failure.code, 'UNEXPECTED')
    assert.match(job?.failure.text ?? '', /TypeError/)
    assert.doesNotMatch(JSON.stringify(job), /secret/)
    assert.equal((await scene.level(1)).state, 'waiting')
  })
})

describe('stopping the delivery', () => {
  it('waits for what is under way and stores its answer', async () => {
    const scene = new DeliveryScene({
      gate: (moment, call) => (call === 'setQuantities' && moment === 'after' ? scene.clock.sleep(3_000) : undefined),
    })
    await scene.deliver(1, 1, 5)
    let stopped = false
    const stopping = scene.delivery.stop().then(() => (stopped = true))
    await scene.work(2_000)
    assert.equal(stopped, false)
    await scene.work(1_000)
    assert.equal(stopped, true)
    await stopping
    assert.equal((await scene.level(1)).state, 'settled')
    assert.equal(scene.clock.sleeping, 0, 'no lane sleeps on')
  })

  it('is done at once when nothing is under way, and in trouble', async () => {
    for (const fate of ['carried-out', 'unreachable'] as const) {
      const scene = new DeliveryScene()
      scene.fate = () => fate
      await scene.deliver(1, 1, 5)
      await scene.work(20_000)
      let stopped = false
      void scene.delivery.stop().then(() => (stopped = true))
      await scene.work(0)
      assert.equal(stopped, true, fate)
      assert.equal(scene.delivery.state().running, false)
      assert.equal(scene.clock.sleeping, 0, fate)
    }
  })
})
