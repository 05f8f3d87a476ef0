import assert from 'node:assert/strict'
import { after, levelTransitions, type LevelEvent } from '../../../src/rules/delivery/level-machine.ts'
import type { LevelState } from '../../../src/ports/store/level-record.ts'

const states: readonly LevelState[] = ['settled', 'waiting', 'sending', 'failed']
const events: readonly LevelEvent[] = ['difference', 'agreement', 'sent', 'applied', 'refused', 'set-aside', 'retry']

describe('states of a level', () => {
  it('knows every event in every state and nothing else', () => {
    assert.deepEqual(Object.keys(levelTransitions), states)
    for (const state of states) assert.deepEqual(Object.keys(levelTransitions[state]), events)
  })

  for (const state of states) {
    for (const event of events) {
      const next = levelTransitions[state][event]
      if (next === 'impossible') {
        it(`refuses "${event}" of a ${state} level as a defect`, () => {
          assert.throws(() => after(state, event), { message: `A ${state} level cannot take the event "${event}"` })
        })
      } else {
        it(`goes from ${state} to ${next} by "${event}"`, () => assert.equal(after(state, event), next))
      }
    }
  }

  it('never leaves a level in a state from which no event leads away', () => {
    for (const state of states)
      assert.ok(
        events.some((event) => !['impossible', state].includes(levelTransitions[state][event])),
        state,
      )
  })

  it('lets a level into a batch only while it waits, and takes an answer only while it is sent', () => {
    for (const state of states) {
      assert.equal(levelTransitions[state].sent === 'impossible', state !== 'waiting', state)
      assert.equal(levelTransitions[state].applied === 'impossible', state !== 'sending', state)
    }
  })

  it('never takes a level out of a batch by what Odoo says: only by what became of the batch', () => {
    for (const event of ['difference', 'agreement', 'retry'] as const) assert.equal(levelTransitions.sending[event], 'sending')
  })
})
