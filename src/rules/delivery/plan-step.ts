import type { LevelRecord, PlanStep, Sent, Wanted } from '../../ports/store/level-record.ts'
import type { Decision } from './decision.ts'

/**
 * What an approved plan makes of a level (requirement 8.2). `sent` is what the delivery would write by itself: a planned
 * value is written only where that is still the same, so that no sale and no newer picture is written over. Null: as ever.
 */
export function decisionOfStep(step: PlanStep, wanted: Wanted, sent: Sent): Decision | null {
  if (step.way === 'now') return null
  const leave = { do: 'leave-step', sent } as const
  if (step.way === 'back' && wanted.asOf > step.asOf) return leave
  if (step.way === 'plan' && sent.target !== step.to) return leave
  const exactly: Sent = step.way === 'back' ? { ...sent, target: step.to, held: 0, edited: 0 } : sent
  if (sent.compare === step.to) return { do: 'settle', sent: exactly }
  return sent.compare === step.from ? { do: 'write', sent: exactly } : leave
}

/** Whether a rolled back level keeps its value: no picture has come since. */
export function keepsRolledBack({ rest, step, wanted }: LevelRecord): boolean {
  return step === undefined && rest !== undefined && wanted !== null && wanted.asOf <= rest
}

/** The record without that mark: what is known of it is delivered again. */
export function awake(record: LevelRecord): LevelRecord {
  const { rest: _, ...others } = record
  return others
}

export function withoutStep(record: LevelRecord): LevelRecord {
  const { step: _, ...others } = record
  return others
}
