import { SyncError } from '../../base/error/sync-error.ts'
import type { ErrorCode } from '../../base/error/catalogue.ts'
import type { RowRefusal, SetAnswer } from '../../ports/shopify/shopify.ts'
import type { BatchRecord } from '../../ports/store/batch-record.ts'
import type { Doubt, LevelRecord } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { backoffDelay } from '../../rules/backoff.ts'
import { keepTime } from './keep-time.ts'
import { levelName, failureSubject, levelSubject, subjectValues } from '../../rules/delivery/level-key.ts'
import { lostWrite, readAgain } from '../../rules/delivery/fate.ts'
import { type Outcome, transactAsWorker, resolveFailure } from './outcome.ts'
import { dropStep } from './plan-steps.ts'
import type { DeliveryPorts } from './ports.ts'
import { countWritten } from './breaker.ts'
import { setAside, settleRefused } from '../../rules/delivery/settle.ts'
import { settleLevels } from './settle-levels.ts'

const stale = 'CHANGE_FROM_QUANTITY_STALE'

/** Shopify's row codes in our words; what is not here is SHOPIFY_REFUSED with Shopify's own message. */
const rowErrors: Readonly<Record<string, ErrorCode>> = {
  INVALID_INVENTORY_ITEM: 'ITEM_UNKNOWN',
  INVALID_LOCATION: 'LOCATION_UNKNOWN',
  NON_MUTABLE_INVENTORY_ITEM: 'ITEM_IS_BUNDLE',
  ITEM_NOT_STOCKED_AT_LOCATION: 'ITEM_NOT_STOCKED',
  INVALID_QUANTITY: 'QUANTITY_INVALID',
  INVALID_QUANTITY_TOO_HIGH: 'QUANTITY_INVALID',
  INVALID_QUANTITY_TOO_LOW: 'QUANTITY_INVALID',
  INVALID_QUANTITY_NEGATIVE: 'QUANTITY_INVALID',
}

/** Codes that speak of the key, not of a row: the batch must be sent again under a new one. */
const keyErrors = new Set(['IDEMPOTENCY_KEY_PARAMETER_MISMATCH', 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED', 'IDEMPOTENCY_CONCURRENT_REQUEST'])

/** Stores Shopify's answer to a batch: every row is settled, refused, or looked at again (requirement 7.7). */
export async function settleBatch(ports: DeliveryPorts, batch: BatchRecord, answer: SetAnswer): Promise<void> {
  await transactAsWorker(ports, async (tables, outcome) => {
    await keepTime(tables, ports)
    const { key } = batch.body
    const records = await tables.levels.inBatch(key)
    await tables.batches.remove(key)
    if (answer.outcome === 'applied') {
      const settled = records.flatMap((record) => (record.sent === null ? [] : [{ record, sent: record.sent, key }]))
      await settleLevels(tables, outcome, ports, await countWritten(tables, ports, settled))
    } else {
      await settleRefusal(tables, outcome, ports, batch, answer, records)
    }
  })
}

/** Gives a batch up whose key is too old to be sent again: its rows are in doubt until they are read. */
export async function abandonBatch(ports: DeliveryPorts, batch: BatchRecord): Promise<void> {
  await transactAsWorker(ports, async (tables) => {
    const records = await tables.levels.inBatch(batch.body.key)
    await tables.batches.remove(batch.body.key)
    await tables.levels.put(records.map((record) => setAside(record, lostWrite(record), 0, record.cohort)))
  })
}

/** Takes a batch apart that certainly was not carried out; its rows wait for the newest picture. */
export async function dissolveBatch(ports: DeliveryPorts, batch: BatchRecord): Promise<void> {
  await transactAsWorker(ports, async (tables) => {
    const records = await tables.levels.inBatch(batch.body.key)
    await tables.batches.remove(batch.body.key)
    await tables.levels.put(records.map((record) => setAside(record, null, 0, record.cohort)))
  })
}

async function settleRefusal(
  tables: StoreTables,
  outcome: Outcome,
  ports: DeliveryPorts,
  batch: BatchRecord,
  answer: Extract<SetAnswer, { outcome: 'refused' }>,
  records: readonly LevelRecord[],
): Promise<void> {
  // Whether an earlier sending, or a part of this one, may have been carried out after all.
  const uncertain = batch.lost || answer.appliedSome
  const named = new Map<string, RowRefusal>()
  for (const refusal of answer.refusals) {
    const entry = refusal.index === null ? undefined : batch.body.entries[refusal.index]
    if (entry !== undefined) named.set(levelName({ shop: batch.shop, ...entry }), refusal)
  }
  const unnamed = answer.refusals.filter((refusal) => refusal.index === null || batch.body.entries[refusal.index] === undefined)
  const staleSomewhere = unnamed.some((refusal) => refusal.code === stale)
  const keyTrouble = answer.refusals.some((refusal) => keyErrors.has(refusal.code))
  // An attempt that failed for some of its rows may have changed the others; alone in its batch, a row was not changed.
  const failedBefore =
    batch.body.entries.length === 1 && answer.refusals.some((refusal) => refusal.code === 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED')
  const bad = keyTrouble || staleSomewhere ? undefined : unnamed[0]

  const changed = records.map((record, place): LevelRecord => {
    const refusal = named.get(levelName(record))
    // A row that is named was not carried out, unless an earlier sending was.
    const unsure = refusal === undefined ? uncertain : batch.lost
    if (refusal !== undefined && refusal.code !== stale && !keyErrors.has(refusal.code))
      return refuse(record, refusal, unsure, outcome, ports)
    if (bad !== undefined && named.size === 0) {
      if (records.length === 1) return refuse(record, bad, uncertain, outcome, ports)
      const cohort = `${batch.body.key}/${place < records.length / 2 ? 'a' : 'b'}`
      return setAside(record, uncertain ? lostWrite(record) : null, 0, cohort)
    }
    const moved = refusal?.code === stale || staleSomewhere
    const doubt: Doubt | null =
      failedBefore || (moved && !unsure)
        ? readAgain(record.sent?.before, record.sent?.newHold)
        : unsure || keyTrouble
          ? lostWrite(record)
          : null
    const due = record.attempts < 2 ? 0 : ports.clock.now() + backoffDelay(record.attempts - 1, ports.random, ports.options.backoff)
    return tellExhausted(setAside(record, doubt, due, record.cohort), refusal ?? unnamed[0], outcome, ports)
  })
  await tables.levels.put(changed)
  await tellLocations(
    tables,
    outcome,
    ports,
    changed.filter(({ failure, state }) => state === 'failed' && failure === 'LOCATION_UNKNOWN'),
  )
}

/** A location that cannot be used is one job that counts its levels, not one for each of them. */
async function tellLocations(tables: StoreTables, outcome: Outcome, ports: DeliveryPorts, refused: readonly LevelRecord[]): Promise<void> {
  for (const [locationId, records] of Map.groupBy(refused, (record) => record.locationId)) {
    const [first] = records
    if (first === undefined) continue
    const subject = failureSubject('LOCATION_UNKNOWN', first)
    const levels = await tables.levels.countAt(first.shop, locationId)
    const values = { ...subjectValues(subject), shopifyLocation: subject.shopifyLocation ?? locationId, levels }
    outcome.fail(new SyncError('LOCATION_UNKNOWN', values, { subject }), ports, first.wanted?.via ?? '')
  }
}

/** A level that fails try after try has one job that says so; it goes on being tried, because a late decrease oversells. */
function tellExhausted(record: LevelRecord, refusal: RowRefusal | undefined, outcome: Outcome, ports: DeliveryPorts): LevelRecord {
  const { attempts, wanted } = record
  if (attempts !== ports.options.maxAttempts) return record
  const subject = levelSubject(record)
  const reason = refusal === undefined ? '–' : `${refusal.code}: ${refusal.message}`
  if (record.failure !== 'DELIVERY_EXHAUSTED') resolveFailure(outcome, record)
  outcome.fail(new SyncError('DELIVERY_EXHAUSTED', { ...subjectValues(subject), attempts, reason }, { subject }), ports, wanted?.via ?? '')
  return { ...record, failure: 'DELIVERY_EXHAUSTED' }
}

function refuse(record: LevelRecord, refusal: RowRefusal, uncertain: boolean, outcome: Outcome, ports: DeliveryPorts): LevelRecord {
  const code = rowErrors[refusal.code] ?? 'SHOPIFY_REFUSED'
  const subject = levelSubject(record)
  const values = { ...subjectValues(subject), detail: `${refusal.code}: ${refusal.message}`, quantity: record.sent?.target ?? 0 }
  if (code !== 'LOCATION_UNKNOWN') outcome.fail(new SyncError(code, values, { subject }), ports, record.wanted?.via ?? '')
  if (record.failure !== code) resolveFailure(outcome, record)
  const refused = settleRefused(dropStep(outcome, record, 'failed', code), code)
  return uncertain ? { ...refused, doubt: lostWrite(record) } : refused
}
