import type { LevelRecord, PlanStep, Sent, Wanted } from '../store/level-record.ts'
import type { StepEnd } from '../store/plan-record.ts'
import type { StoreTables } from '../store/store.ts'
import { after } from './level-machine.ts'
import { readAgain } from './lost-write.ts'
import type { Outcome } from './outcome.ts'
import type { Plan } from './plan.ts'

/**
 * What an approved plan makes of a level (requirement 8.2). `sent` is what the delivery would write by itself: a planned
 * value is written only where that is still the same, so that no sale and no newer picture is written over. Null: as ever.
 */
export function planOfStep(step: PlanStep, wanted: Wanted, sent: Sent): Plan | null {
  if (step.way === 'now') return null
  const leave = { do: 'leave-step', sent } as const
  if (step.way === 'back' && wanted.asOf > step.asOf) return leave
  if (step.way === 'plan' && sent.target !== step.to) return leave
  const exactly: Sent = step.way === 'back' ? { ...sent, target: step.to, held: 0, edited: 0 } : sent
  if (sent.compare === step.to) return { do: 'settle', sent: exactly }
  return sent.compare === step.from ? { do: 'write', sent: exactly } : leave
}

/** The record after its step was carried out. A restored value stays until Odoo has something new to say. */
export function finishStep(outcome: Outcome, record: LevelRecord, sent: Sent, key: string | null): LevelRecord {
  const { step } = record
  if (step === undefined) return record
  const back = step.way === 'back'
  const written = { replaced: key === null ? null : sent.compare, written: sent.target }
  outcome.ended.push({ ...endOf(record, step), ...(back ? {} : written), state: back ? 'restored' : key === null ? 'already' : 'written' })
  return back ? { ...withoutStep(record), rest: step.asOf } : withoutStep(record)
}

/** The record after its step came to nothing; `note` says why: a code, or what Shopify shows. */
export function dropStep(outcome: Outcome, record: LevelRecord, why: 'moved' | 'failed', note: string): LevelRecord {
  const { step } = record
  if (step === undefined) return record
  const state = step.way !== 'back' ? why : why === 'moved' ? 'kept' : 'stuck'
  outcome.ended.push({ ...endOf(record, step), state, note })
  return withoutStep(record)
}

/**
 * Leaves a level alone that moved since the plan was made. A picture that came in since the step was ordered is delivered
 * as ever; without one the level rests. What is known of a write whose answer was lost is kept.
 */
export async function leaveStep(tables: StoreTables, outcome: Outcome, record: LevelRecord, sent: Sent): Promise<void> {
  const { step, wanted, observed } = record
  if (step === undefined || wanted === null) return
  const left = dropStep(outcome, record, 'moved', String(sent.compare ?? ''))
  if (wanted.asOf > step.asOf) return tables.levels.put([left])
  await tables.levels.put([
    {
      ...left,
      state: after(left.state, 'agreement'),
      observed: null,
      doubt: readAgain(observed?.maybe),
      urgent: false,
      attempts: 0,
      due: 0,
      cohort: null,
      rest: step.asOf,
    },
  ])
}

/** Whether everything known so far is not to be delivered. */
export function isResting({ rest, step, wanted }: LevelRecord): boolean {
  return step === undefined && rest !== undefined && wanted !== null && wanted.asOf <= rest
}

/** The record as it is when what is known of it is to be delivered again. */
export function awake(record: LevelRecord): LevelRecord {
  const { rest: _, ...others } = record
  return others
}

export function withoutStep(record: LevelRecord): LevelRecord {
  const { step: _, ...others } = record
  return others
}

function endOf(record: LevelRecord, step: PlanStep): Omit<StepEnd, 'state'> {
  const { shop, inventoryItemId, locationId } = record
  return { shop, inventoryItemId, locationId, plan: step.plan }
}
