import type { LevelState } from '../../ports/store/level-record.ts'

/** What can happen to a level. SPEC.md explains each in words. */
export type LevelEvent =
  /** The target differs from what Shopify is believed to show. */
  | 'difference'
  /** The target is what Shopify is believed to show. */
  | 'agreement'
  /** A batch that carries the level was stored, to be sent. */
  | 'sent'
  /** Shopify carried the batch out. */
  | 'applied'
  /** Shopify or the reading refused this very row. */
  | 'refused'
  /** The batch came to nothing for this row: it must be looked at again. */
  | 'set-aside'
  /** A person, or a newer picture, asks for another try. */
  | 'retry'

export type Transition = LevelState | 'impossible'

/** Total by its type: a state or an event without an entry does not compile. */
export const levelTransitions: Readonly<Record<LevelState, Readonly<Record<LevelEvent, Transition>>>> = {
  settled: {
    difference: 'waiting',
    agreement: 'settled',
    sent: 'impossible',
    applied: 'impossible',
    refused: 'impossible',
    'set-aside': 'impossible',
    retry: 'waiting',
  },
  waiting: {
    difference: 'waiting',
    agreement: 'settled',
    sent: 'sending',
    applied: 'impossible',
    refused: 'failed',
    'set-aside': 'waiting',
    retry: 'waiting',
  },
  sending: {
    difference: 'sending',
    agreement: 'sending',
    sent: 'impossible',
    applied: 'settled',
    refused: 'failed',
    'set-aside': 'waiting',
    retry: 'sending',
  },
  failed: {
    difference: 'waiting',
    agreement: 'settled',
    sent: 'impossible',
    applied: 'impossible',
    refused: 'failed',
    'set-aside': 'impossible',
    retry: 'waiting',
  },
}

/** The state after an event. Throws on an impossible pair: that is a defect of the engine, not of the data. */
export function after(state: LevelState, event: LevelEvent): LevelState {
  const next = levelTransitions[state][event]
  if (next === 'impossible') throw new Error(`A ${state} level cannot take the event "${event}"`)
  return next
}
