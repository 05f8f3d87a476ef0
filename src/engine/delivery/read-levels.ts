import { SyncError } from '../../base/error/sync-error.ts'
import type { ErrorCode } from '../../base/error/catalogue.ts'
import type { LevelReading } from '../../ports/shopify/shopify.ts'
import type { LevelRecord, Observed, LevelKey, Sent } from '../../ports/store/level-record.ts'
import { disprovedBatches, figuresOf } from '../../rules/delivery/fate.ts'
import { levelName, levelSubject, subjectValues } from '../../rules/delivery/level-key.ts'
import { transactAsWorker, resolveFailure, type Outcome } from './outcome.ts'
import { dropStep } from './plan-steps.ts'
import type { DeliveryPorts } from './ports.ts'
import { settleRefused } from '../../rules/delivery/settle.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { after } from '../../rules/delivery/level-machine.ts'
import { awake } from '../../rules/delivery/plan-step.ts'
import { auditKey } from './end-holds.ts'

/** Why a level that was read cannot be written, when it cannot. */
const refusals: Readonly<Record<LevelReading['state'], ErrorCode | null>> = {
  stocked: null,
  missing: 'ITEM_UNKNOWN',
  'not-stocked': 'ITEM_NOT_STOCKED',
  untracked: 'ITEM_UNTRACKED',
}

/**
 * Reads levels from Shopify and stores what was seen as `observed`: not proved until a compare succeeds. A level that
 * cannot be written (no such item, not stocked there, untracked) fails by itself.
 */
export async function readLevels(ports: DeliveryPorts, levels: readonly LevelRecord[]): Promise<void> {
  if (levels.length === 0) return
  const readings = await ports.shopify.readLevels(levels, { urgent: levels.some((level) => level.urgent) })
  const byName = new Map(levels.map((level, index) => [levelName(level), readings[index]]))

  await transactAsWorker(ports, async (tables, outcome) => {
    const now = ports.clock.now()
    const asOf = await tables.nextAsOf()
    const records = await tables.levels.get(levels)
    const changed: LevelRecord[] = []
    for (const record of records) {
      const reading = record === null ? undefined : byName.get(levelName(record))
      if (record === null || reading === undefined || record.state !== 'waiting' || record.wanted === null) continue
      const refusal = refusals[reading.state]
      if (refusal === null) {
        changed.push({ ...record, observed: observe(record, reading, asOf, now), doubt: null })
        continue
      }
      const subject = levelSubject(record)
      if (record.failure !== refusal) resolveFailure(outcome, record)
      changed.push(settleRefused(dropStep(outcome, record, 'failed', refusal), refusal))
      outcome.fail(new SyncError(refusal, subjectValues(subject), { subject }), ports, record.wanted.via)
    }
    await tables.levels.put(withDisproved(changed))
  })
}

/** What one row of a lost batch proves for the others that were read with it. */
function withDisproved(records: readonly LevelRecord[]): LevelRecord[] {
  const batches = disprovedBatches(records)
  return records.map((record) => {
    const batch = record.observed?.maybe?.batch
    if (record.observed === null || batch === undefined || !batches.has(batch)) return record
    return { ...record, observed: { ...record.observed, disproved: true } }
  })
}

function observe(record: LevelRecord, reading: LevelReading, asOf: number, now: number): Observed {
  const { doubt, wanted } = record
  const onHand = wanted?.quantityName === 'on_hand'
  return {
    quantity: onHand ? reading.onHand : reading.available,
    at: now,
    asOf,
    maybe: doubt?.kind === 'lost' ? doubt.sent : null,
    ...(onHand ? {} : { figures: figuresOf(reading) }),
  }
}

/**
 * Has levels read from Shopify again, although nothing is known to have changed: a person may have edited them, or an order
 * may have come and gone between two readings of Odoo.
 */
export async function verifyLevels(tables: StoreTables, keys: readonly LevelKey[]): Promise<void> {
  const records = (await tables.levels.get(keys)).filter((record) => record !== null)
  const settled = records.filter((record) => record.state === 'settled' && record.wanted !== null)
  await tables.levels.put(
    settled.map((record) => ({
      ...awake(record),
      state: after('settled', 'difference'),
      doubt: record.doubt ?? { kind: 'stale' },
      due: 0,
    })),
  )
}

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
