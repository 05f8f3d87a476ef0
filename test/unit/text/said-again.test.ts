import assert from 'node:assert/strict'
import { traceIn, traceStep } from '../../../src/base/messages/trace-step.ts'
import { english, german } from '../../support/english.ts'

describe('what was kept in one language', () => {
  const step = traceStep(english, 'location-map', 'nothing-at', { location: 'NJ/Stock' })

  it('is said in the language of who looks', () => {
    const [said] = traceIn(german, [step])
    assert.deepEqual(said, traceStep(german, 'location-map', 'nothing-at', { location: 'NJ/Stock' }))
    assert.notEqual(said?.text, step.text)
  })

  it('keeps its words when there is no sentence for it here, or a value of the sentence was not kept', () => {
    const foreign = { by: 'function', code: 'my-own', text: 'three of them are mine' }
    const { values: _, ...bare } = step
    assert.deepEqual(traceIn(german, [foreign, bare]), [foreign, bare])
  })
})
