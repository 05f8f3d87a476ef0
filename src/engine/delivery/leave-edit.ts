import { SyncError } from '../../base/error/sync-error.ts'
import type { LevelRecord, Sent } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { auditKey } from './end-holds.ts'
import type { Outcome } from './outcome.ts'
import { dropStep } from './end-step.ts'
import type { DeliveryPorts } from './ports.ts'
import { resolveFailure } from './resolve-failure.ts'
import { settleRefused } from '../../rules/delivery/settle.ts'
import { levelSubject, subjectValues } from '../../rules/delivery/level-subject.ts'

/** By policy, an increase that a person made in Shopify is left alone and reported (requirement 3.3). */
export async function leaveEdit(
  tables: StoreTables,
  outcome: Outcome,
  ports: DeliveryPorts,
  record: LevelRecord,
  sent: Sent,
): Promise<void> {
  const subject = levelSubject(record)
  const values = { ...subjectValues(subject), shown: sent.compare ?? 0, wanted: sent.target, edited: sent.edited }
  if (record.failure !== 'SHOPIFY_EDITED') resolveFailure(outcome, record)
  const dropped = dropStep(outcome, record, 'moved', String(sent.compare ?? ''))
  await tables.levels.put([{ ...settleRefused(dropped, 'SHOPIFY_EDITED'), left: sent.target }])
  outcome.fail(new SyncError('SHOPIFY_EDITED', values, { subject }), ports, record.wanted?.via ?? '')
  outcome.audit.push({ ...auditKey(record), at: ports.clock.now(), what: 'edit-left', from: sent.compare, to: sent.target })
}
