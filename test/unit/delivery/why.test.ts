import assert from 'node:assert/strict'
import { wordsOf } from '../../support/english.ts'
import { openNamedHold } from '../../../src/engine/delivery/named-hold.ts'
import { DeliveryScene } from './support/delivery-scene.ts'

describe('why a level shows its number', () => {
  it('is told from the sum in Odoo to the last write, with every hold', async () => {
    const scene = new DeliveryScene()
    const trace = [{ by: 'buffer', code: 'kept-back', text: '2 kept back' }]
    await scene.deliver(1, 1, 10)
    scene.sell(1, 3)
    await scene.deliver(1, 1, 12, { trace })
    await scene.within((tables) => openNamedHold(tables, scene.random, { ...scene.key(1), order: '#1001', quantity: 4 }, scene.clock.now()))
    scene.delivery.wake()
    await scene.work()
    const why = await scene.delivery.why(scene.key(1))
    assert.equal(why.target, 8)
    assert.equal(why.holds.length, 1)
    const told = wordsOf(why.trace)
    assert.equal(told[0], '2 kept back')
    assert.match(told.join('; '), /12 may be sold at Location 1.*4 held since .* for order #1001.*8 is to be shown.*last proved to show 8/)
    assert.deepEqual(
      why.audit.map(({ what }) => what),
      ['written', 'hold-opened', 'written', 'hold-opened', 'written'],
    )
    assert.doesNotMatch(told.join(' '), /__/)
  })

  it('says what a level waits for or failed with', async () => {
    const scene = new DeliveryScene({ items: 2 })
    await scene.delivery.freeze('')
    await scene.deliver(1, 1, 10)
    assert.match(wordsOf((await scene.delivery.why(scene.key(1))).trace).at(-1) ?? '', /nothing is written to this shop: it was frozen/)
    await scene.delivery.release('')
    scene.fate = (call) => (call === 'setQuantities' ? { refused: [{ index: 0, code: 'INVALID_LOCATION', message: '' }] } : 'carried-out')
    await scene.deliver(2, 1, 10)
    assert.match(wordsOf((await scene.delivery.why(scene.key(2))).trace).at(-1) ?? '', /failed with LOCATION_UNKNOWN/)
  })

  it('is nothing for a level that nobody ever asked for', async () => {
    const scene = new DeliveryScene()
    const why = await scene.delivery.why(scene.key(7))
    assert.deepEqual([why.target, why.record, why.trace, why.holds, why.audit], [null, null, [], [], []])
  })
})
