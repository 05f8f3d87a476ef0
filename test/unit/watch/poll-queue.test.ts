import assert from 'node:assert/strict'
import { PollQueue } from '../../../src/engine/watch/poll-queue.ts'
import type { PollRequest } from '../../../src/engine/watch/poll.ts'

describe('the polls of one watch', () => {
  let begun: PollRequest[]
  let finish: PromiseWithResolvers<void>[]
  let queue: PollQueue

  beforeEach(() => {
    begun = []
    finish = []
    queue = new PollQueue((request) => {
      begun.push(request)
      const end = Promise.withResolvers<void>()
      finish.push(end)
      return end.promise
    })
  })

  /** Lets promises go on until so many polls have begun. */
  async function nextBegun(count: number): Promise<void> {
    for (let turn = 0; turn < 50 && begun.length < count; turn++) await Promise.resolve()
    assert.equal(begun.length, count)
  }

  it('do not pile up: a thousand hints while one is under way are one more', async () => {
    const hints = [queue.add({ what: 'changes' })]
    for (let count = 0; count < 1000; count++) hints.push(queue.add({ what: 'changes' }))
    finish[0]?.resolve()
    await hints[0]
    await nextBegun(2)
    finish[1]?.resolve()
    await Promise.all(hints)
    assert.equal(begun.length, 2)
  })

  it('are joined when they ask for products, and every asker hears of its own', async () => {
    const first = queue.add({ what: 'changes' })
    const asked = [queue.add({ what: 'products', productIds: [1] }), queue.add({ what: 'products', productIds: [2] })]
    const skus = queue.add({ what: 'skus', skus: ['A'] })
    finish[0]?.resolve()
    await first
    await nextBegun(2)
    assert.deepEqual(begun[1], { what: 'products', productIds: [1, 2] })
    finish[1]?.reject(new Error('Odoo is down'))
    for (const one of asked) await assert.rejects(one, /Odoo is down/)
    await nextBegun(3)
    finish[2]?.resolve()
    await skus
  })

  it('stop: what waits is dropped, what is under way ends', async () => {
    const first = queue.add({ what: 'changes' })
    const second = queue.add({ what: 'compare' })
    const stopped = queue.stop()
    await second
    finish[0]?.resolve()
    await Promise.all([first, stopped])
    assert.equal(begun.length, 1)
  })
})
