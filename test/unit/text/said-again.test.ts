import assert from 'node:assert/strict'
import { traceIn, traceStep, withoutWords } from '../../../src/base/messages/trace-step.ts'
import { english, german } from '../../support/english.ts'

describe('a reason', () => {
  const step = traceStep('location-map', 'nothing-at', { location: 'NJ/Stock' })
  const foreign = { by: 'function', code: 'my-own', text: 'three of them are mine', values: { count: 3 } }

  it('has no words until somebody looks, and then those of their language', () => {
    assert.equal(step.text, undefined)
    assert.deepEqual(traceIn(english, [step])[0]?.text, 'nothing at NJ/Stock')
    assert.deepEqual(traceIn(german, traceIn(english, [step])), traceIn(german, [step]))
    assert.notEqual(traceIn(german, [step])[0]?.text, 'nothing at NJ/Stock')
  })

  it('keeps its words when there is no sentence for it here, or a value of the sentence was not kept', () => {
    const { values: _, ...bare } = { ...step, text: 'nothing at NJ/Stock' }
    assert.deepEqual(traceIn(german, [foreign, bare]), [foreign, bare])
  })

  it('is kept without the words that can be said again, and with those of others and of older versions', () => {
    const old = { by: 'location-map', code: 'nothing-at', text: 'nothing at NJ/Stock' }
    assert.deepEqual(withoutWords([...traceIn(english, [step]), foreign, old]), [step, foreign, old])
  })

  it('shows its name rather than nothing when nobody has words for it', () => {
    assert.equal(traceIn(english, [{ by: 'function', code: 'my-own' }])[0]?.text, 'trace.my-own')
  })
})
