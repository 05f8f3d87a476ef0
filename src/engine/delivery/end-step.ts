import type { LevelRecord, PlanStep, Sent } from '../../ports/store/level-record.ts'
import type { StepEnd } from '../../ports/store/plan-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { after } from '../../rules/delivery/level-machine.ts'
import { readAgain } from '../../rules/delivery/lost-write.ts'
import type { Outcome } from './outcome.ts'
import { withoutStep } from '../../rules/delivery/plan-step.ts'

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

function endOf(record: LevelRecord, step: PlanStep): Omit<StepEnd, 'state'> {
  const { shop, inventoryItemId, locationId } = record
  return { shop, inventoryItemId, locationId, plan: step.plan }
}
