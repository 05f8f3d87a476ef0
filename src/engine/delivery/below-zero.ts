import { SyncError } from '../../base/error/sync-error.ts'
import type { LevelRecord, Sent } from '../../ports/store/level-record.ts'
import { levelSubject, subjectValues } from '../../rules/delivery/level-key.ts'
import { type Outcome, resolveFailure } from './outcome.ts'
import type { DeliveryPorts } from './ports.ts'

const code = 'LEVEL_BELOW_ZERO'

/**
 * A level that rests below zero has a failed job that says how many units shoppers are owed, once for each number; it ends
 * when the level shows zero or more (requirement 9.1). `before` is the record as it was, `after` as it is now.
 */
export function belowZero(outcome: Outcome, ports: DeliveryPorts, before: LevelRecord, after: LevelRecord, sent: Sent): LevelRecord {
  const below = sent.target < 0
  if (!below || before.failure !== code) resolveFailure(outcome, before)
  if (!below) return after
  if (before.failure !== code || before.confirmed?.quantity !== sent.target) {
    const subject = levelSubject(before)
    const values = { ...subjectValues(subject), shown: sent.target, owed: -sent.target, count: -sent.target }
    outcome.fail(new SyncError(code, values, { subject }), ports, before.wanted?.via ?? '')
  }
  return { ...after, failure: code }
}
