import assert from 'node:assert/strict'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { keepAnswered, resume, inDoubt } from '../../../src/engine/watch/sent-picture.ts'
import { Outstanding } from '../../../src/engine/watch/outstanding.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const minute = 60_000
const sent = (...ids: number[]) => new Map(ids.map((id) => [id, { asOf: 10 + id, digest: `d${id}` }]))
const origins = (...ids: number[]) => ids.map((productId) => ({ productId, asOf: 10 + productId }))

describe('pictures on their way', () => {
  it('count as sent when a sink has stored them, and not before', () => {
    const outstanding = new Outstanding()
    outstanding.send(sent(1, 2), 0)
    assert.deepEqual([...outstanding.answered()], [])
    assert.equal(outstanding.answer(origins(1), { what: 'stored', by: 'a' }, 5), true)
    assert.deepEqual([...outstanding.answered().keys()], [1])
  })

  it('do not count as sent by an answer about an older picture', () => {
    const outstanding = new Outstanding()
    outstanding.send(sent(1), 0)
    assert.equal(outstanding.answer([{ productId: 1, asOf: 3 }], { what: 'stored', by: 'a' }, 5), false)
  })

  it('are never sent again in a flow without a sink', () => {
    const outstanding = new Outstanding()
    outstanding.send(sent(1), 0)
    assert.deepEqual(outstanding.due(10 * 24 * 60 * minute), [])
  })

  it('are sent again after two minutes, then less and less often, and not for ever when nobody answers', () => {
    const outstanding = new Outstanding()
    outstanding.know(['a'])
    const times: number[] = []
    outstanding.send(sent(1), 0)
    for (let now = 0; now < 24 * 60 * minute; now += 10_000) {
      if (outstanding.due(now).length === 0) continue
      times.push(now / minute)
      outstanding.send(sent(1), now)
    }
    assert.deepEqual(times, [2, 6, 14, 30])
    assert.equal(outstanding.sentOf(1)?.digest, 'd1', 'it is compared with what was sent all the same')
  })

  it('are sent again as long as a node fails with them, at most every two minutes and at least every hour', () => {
    const outstanding = new Outstanding()
    const times: number[] = []
    outstanding.send(sent(1), 0)
    for (let now = 0; now < 6 * 60 * minute; now += 10_000) {
      outstanding.answer(origins(1), { what: 'refused' }, now)
      if (outstanding.due(now).length === 0) continue
      times.push(now / minute)
      outstanding.send(sent(1), now)
    }
    assert.deepEqual(times, [2, 6, 14, 30, 62, 122, 182, 242, 302])
  })

  it('wait for every sink that is known and still there', () => {
    const there = new Set(['a', 'b'])
    const outstanding = new Outstanding({ isThere: (sink) => there.has(sink) })
    outstanding.know(['a', 'b'])
    outstanding.send(sent(1, 2), 0)
    assert.equal(outstanding.answer(origins(1), { what: 'stored', by: 'a' }, 1), false)
    assert.equal(outstanding.answer(origins(1), { what: 'stored', by: 'b' }, 1), true)
    outstanding.kept(outstanding.answered())
    there.delete('b')
    assert.equal(outstanding.answer(origins(2), { what: 'stored', by: 'a' }, 1), true)
  })

  it('count as sent when one sink stored them twice and nobody failed', () => {
    const outstanding = new Outstanding()
    outstanding.know(['a', 'b'])
    outstanding.send(sent(1), 0)
    outstanding.answer(origins(1), { what: 'stored', by: 'a' }, 1)
    assert.deepEqual(outstanding.due(2 * minute), [1])
    outstanding.send(sent(1), 2 * minute)
    outstanding.answer(origins(1), { what: 'stored', by: 'a' }, 3 * minute)
    assert.deepEqual(outstanding.due(6 * minute), [])
    assert.equal(outstanding.answered().size, 1)
  })

  it('count as sent at once when they ended in failed jobs, and after a while when nothing but failed lines was made of them', () => {
    const outstanding = new Outstanding()
    outstanding.send(sent(1, 2), 0)
    assert.equal(outstanding.answer(origins(1), { what: 'ended' }, 1), true)
    outstanding.kept(outstanding.answered())
    assert.equal(outstanding.answer(origins(2), { what: 'dropped' }, 1), false)
    assert.deepEqual(outstanding.due(2 * minute), [])
    assert.deepEqual([...outstanding.answered().keys()], [2])
  })

  it('do not count as sent when a node failed with a part of them', () => {
    const outstanding = new Outstanding()
    outstanding.send(sent(1), 0)
    outstanding.answer(origins(1), { what: 'refused' }, 1)
    assert.equal(outstanding.answer(origins(1), { what: 'stored', by: 'a' }, 2), false)
    assert.deepEqual(outstanding.due(2 * minute), [1])
  })

  it('are taken back when another branch fails later', async () => {
    const store = new MemoryStore()
    const outstanding = new Outstanding()
    outstanding.send(sent(1), 0)
    outstanding.answer(origins(1), { what: 'stored', by: 'a' }, 1)
    await keepAnswered(store, 'w', outstanding)
    outstanding.answer(origins(1), { what: 'refused' }, minute)
    await keepAnswered(store, 'w', outstanding)
    assert.deepEqual(await resume(store, 'w', new Outstanding()), [1])
    assert.deepEqual(outstanding.due(2 * minute), [])
    assert.deepEqual(outstanding.due(3 * minute), [1])
    assert.equal(outstanding.sentOf(1)?.digest, inDoubt)
  })

  it('wait again when the clock goes back', () => {
    const outstanding = new Outstanding()
    outstanding.know(['a'])
    outstanding.send(sent(1), 100 * minute)
    assert.deepEqual(outstanding.due(0), [])
    assert.deepEqual(outstanding.due(2 * minute), [1])
  })

  it('tell the next process which sinks there are', async () => {
    const store = new MemoryStore()
    const outstanding = new Outstanding()
    outstanding.send(sent(1), 0)
    outstanding.answer(origins(1), { what: 'stored', by: 'a' }, 1)
    await keepAnswered(store, 'w', outstanding)
    const next = new Outstanding()
    assert.deepEqual(await resume(store, 'w', next), [])
    assert.deepEqual([...next.sinks], ['a'])
  })
})

describe('room for more pictures', () => {
  const many = (from: number, count: number) => sent(...Array.from({ length: count }, (_, place) => from + place))

  it('comes with answers', async () => {
    const clock = new VirtualClock()
    const outstanding = new Outstanding()
    outstanding.know(['a'])
    outstanding.send(many(1, 30), clock.elapsed())
    let free = false
    const waiting = outstanding.room(20, clock).then(() => (free = true))
    await clock.advance(1000)
    assert.equal(free, false)
    outstanding.answer(origins(...Array.from({ length: 10 }, (_, place) => place + 1)), { what: 'stored', by: 'a' }, clock.elapsed())
    await waiting
    assert.equal(clock.sleeping, 0)
  })

  it('comes when what is under way has had its time', async () => {
    const clock = new VirtualClock()
    const start = clock.elapsed()
    const outstanding = new Outstanding()
    outstanding.know(['a'])
    outstanding.send(many(1, 30), clock.elapsed())
    await clock.run(outstanding.room(20, clock))
    assert.equal(clock.elapsed() - start, 2 * minute)
  })

  it('is waited for once only in a flow that has never answered', async () => {
    const clock = new VirtualClock()
    const start = clock.elapsed()
    const outstanding = new Outstanding()
    for (let batch = 0; batch < 10; batch++) {
      await clock.run(outstanding.room(20, clock))
      outstanding.send(many(1 + 30 * batch, 30), clock.elapsed())
    }
    assert.equal(clock.elapsed() - start, 30_000)
  })

  it('is not waited for when the node closes', async () => {
    const clock = new VirtualClock()
    const closing = new AbortController()
    const outstanding = new Outstanding()
    outstanding.know(['a'])
    outstanding.send(many(1, 30), clock.elapsed())
    const waiting = outstanding.room(20, clock, closing.signal)
    closing.abort()
    await waiting
  })
})
