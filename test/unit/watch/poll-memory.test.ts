import assert from 'node:assert/strict'
import { millisecondsOf, odooTime } from '../../../src/engine/watch/odoo-reading.ts'
import { PollMemory } from '../../../src/engine/watch/poll-memory.ts'

const overlapMs = 300_000
const newest = '2026-11-20 10:00:00'
const rows = new Map([['stock.quant 1', 'figures']])

describe('the memory of a watch', () => {
  /** Polls of an idle server, every ten seconds by the client's clock; tells where each window begins. */
  function idle(memory: PollMemory, polls: number, from: number, step = 10_000): string[] {
    return Array.from({ length: polls }, (_, place) => {
      const begin = memory.windowBegin(newest, overlapMs)
      const startedAt = from + place * step
      memory.keep({ newest, rows, begin, startedAt, foundAt: startedAt + 50, overlapMs })
      return begin
    })
  }

  it('begins the window one overlap before the newest change', () => {
    assert.equal(new PollMemory().windowBegin(newest, overlapMs), '2026-11-20 09:55:00')
  })

  it('lets the window shrink to what comes after the newest change when nothing happens for an overlap', () => {
    const begins = idle(new PollMemory(), 40, 5_000_000)
    assert.deepEqual(begins.slice(0, 3), ['2026-11-20 09:55:00', '2026-11-20 09:55:00', '2026-11-20 09:55:09'])
    assert.equal(begins.at(-1), '2026-11-20 10:00:01')
    assert.deepEqual(begins, begins.toSorted())
  })

  it('does not believe a clock that jumps ahead, or back', () => {
    const ahead = new PollMemory()
    idle(ahead, 1, 5_000_000)
    idle(ahead, 1, 5_000_000 + 86_400_000)
    assert.equal(ahead.windowBegin(newest, overlapMs), '2026-11-20 09:56:00')
    idle(ahead, 1, 5_000_000)
    assert.equal(ahead.windowBegin(newest, overlapMs), '2026-11-20 09:56:00')
  })

  it('does not look again at what an idle time has settled, when something new comes', () => {
    const memory = new PollMemory()
    idle(memory, 40, 5_000_000)
    assert.equal(memory.windowBegin('2026-11-20 10:02:00', overlapMs), '2026-11-20 10:00:01')
  })

  it('knows a row by its figures', () => {
    const memory = new PollMemory()
    assert.equal(memory.knows('stock.quant 1', 'figures'), false)
    idle(memory, 1, 5_000_000)
    assert.equal(memory.knows('stock.quant 1', 'figures'), true)
    assert.equal(memory.knows('stock.quant 1', 'other'), false)
  })

  it('forgets everything when the store goes back', () => {
    const memory = new PollMemory()
    idle(memory, 40, 5_000_000)
    assert.equal(memory.windowBegin('2026-11-20 09:00:00', overlapMs), '2026-11-20 08:55:00')
    assert.equal(memory.knows('stock.quant 1', 'figures'), false)
  })
})

describe('times of Odoo', () => {
  it('are whole seconds, cut off, in UTC', () => {
    assert.equal(odooTime(Date.UTC(2026, 10, 20, 10, 0, 36, 743)), '2026-11-20 10:00:36')
    assert.equal(millisecondsOf('2026-11-20 10:00:36'), Date.UTC(2026, 10, 20, 10, 0, 36))
    assert.ok(Number.isNaN(millisecondsOf('yesterday')))
  })
})
