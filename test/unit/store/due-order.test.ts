import assert from 'node:assert/strict'
import { dueOrder } from '../../../src/adapters/store/due-order.ts'
import { NOW, level, location, waiting } from '../../contract/store/example.ts'

describe('order of due levels', () => {
  it('puts urgent and aged levels first, then the longest waiting, then the lower key', () => {
    const inOrder = [
      level(9, { state: 'waiting' }),
      waiting(8, NOW - 70_000),
      waiting(7, NOW - 60_000),
      waiting(6, NOW - 50, { urgent: true }),
      waiting(5, NOW - 59_999),
      waiting(2, NOW - 10),
      waiting(2, NOW - 10, { locationId: location(2) }),
      waiting(3, NOW - 10),
    ]
    assert.deepEqual(inOrder.toReversed().toSorted(dueOrder(NOW)), inOrder)
  })
})
