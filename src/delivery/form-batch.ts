import type { SetBatch } from '../shopify/shopify.ts'
import type { BatchRecord } from '../store/batch-record.ts'
import type { Hold } from '../store/hold.ts'
import type { LevelRecord } from '../store/level-record.ts'
import type { StoreTables } from '../store/store.ts'
import type { Claim } from './claim.ts'
import { after } from './level-machine.ts'
import { isFrozen } from './freeze.ts'
import { leaveEdit } from './leave-edit.ts'
import { transact } from './outcome.ts'
import { planLevel, type Plan } from './plan.ts'
import { leaveStep } from './plan-step.ts'
import type { DeliveryPorts } from './ports.ts'
import { settleLevels } from './settle-levels.ts'
import { stopRun } from './breaker.ts'

/**
 * Turns waiting levels into one stored batch, ready to be sent. Levels that turn out to need no write are settled on the
 * way. Returns null when nothing is left to send.
 */
export async function formBatch(ports: DeliveryPorts, levels: readonly LevelRecord[], claim: Claim): Promise<BatchRecord | null> {
  let batch: BatchRecord | null = null
  await transact(ports, async (tables, outcome) => {
    batch = null
    // A freeze that came while the levels were being read.
    if (await isFrozen(tables, ports.shopify.shop)) return
    const now = ports.clock.now()
    const records = (await tables.levels.get(levels)).filter((record) => record !== null && record.state === 'waiting' && record.due <= now)
    const waiting = records.filter((record) => record !== null)
    const holds = await holdsByPool(tables, waiting)
    const plans = planTogether(ports, waiting, holds, await seenBefore(tables, waiting))

    await settleLevels(
      tables,
      outcome,
      ports,
      plans.flatMap(({ record, plan }) => (plan.do === 'settle' ? [{ record, sent: plan.sent, key: null }] : [])),
    )
    for (const { record, plan } of plans) {
      if (plan.do === 'leave-edit') await leaveEdit(tables, outcome, ports, record, plan.sent)
      if (plan.do === 'leave-step') await leaveStep(tables, outcome, record, plan.sent)
    }

    const writes = plans.flatMap(({ record, plan }) => (plan.do === 'write' ? [{ record, plan }] : []))
    const together = await stopRun(tables, outcome, ports, oneKind(writes).slice(0, ports.options.batchSize))
    if (together.length === 0) return
    batch = batchOf(ports, together, now)
    const key = batch.body.key
    claim.takeBatch(key)
    await tables.batches.put(batch)
    await tables.levels.put(
      together.map(({ record, plan }) => ({ ...record, state: after(record.state, 'sent'), sent: { ...plan.sent, batch: key } })),
    )
  })
  return batch
}

/** What one level of a stock has been seen to sell is kept back at the others at once, before it becomes a hold. */
function planTogether(
  ports: DeliveryPorts,
  records: readonly LevelRecord[],
  holds: (record: LevelRecord) => Hold[],
  spokenFor: ReadonlyMap<LevelRecord, number>,
): { record: LevelRecord; plan: Plan }[] {
  const planned = (record: LevelRecord, elsewhere: number): Plan =>
    planLevel(record, holds(record), ports.options, elsewhere, spokenFor.get(record))
  const alone = records.map((record) => ({ record, plan: planned(record, 0) }))
  const sold = new Map<string, number>()
  for (const { record, plan } of alone) sold.set(poolOf(record), (sold.get(poolOf(record)) ?? 0) + newHoldOf(plan))
  return alone.map(({ record, plan: own }) => {
    const elsewhere = (sold.get(poolOf(record)) ?? 0) - newHoldOf(own)
    return elsewhere === 0 ? { record, plan: own } : { record, plan: planned(record, elsewhere) }
  })
}

/**
 * For levels that are seen for the first time: units committed at levels of the same stock that were seen before them. What Odoo
 * has reserved of that stock may be for those.
 */
async function seenBefore(tables: StoreTables, records: readonly LevelRecord[]): Promise<Map<LevelRecord, number>> {
  const first = Map.groupBy(
    records.filter(({ confirmed, observed }) => confirmed === null && observed !== null),
    poolOf,
  )
  const spokenFor = new Map<LevelRecord, number>()
  for (const [pool, fresh] of first) {
    const others = (await tables.levels.ofPool(pool)).filter((level) => level.confirmed !== null)
    let committed = others.reduce((sum, level) => sum + (level.confirmed?.figures?.committed ?? 0), 0)
    for (const record of fresh) {
      spokenFor.set(record, committed)
      committed += record.observed?.figures?.committed ?? 0
    }
  }
  return spokenFor
}

function poolOf(record: LevelRecord): string {
  return record.wanted?.pool ?? ''
}

function newHoldOf(plan: Plan): number {
  return 'sent' in plan ? plan.sent.newHold : 0
}

export interface Write {
  readonly record: LevelRecord
  readonly plan: Extract<Plan, { do: 'write' }>
}

async function holdsByPool(tables: StoreTables, records: readonly LevelRecord[]): Promise<(record: LevelRecord) => Hold[]> {
  const pools = new Set(records.flatMap((record) => (record.wanted === null ? [] : [record.wanted.pool])))
  const all = await tables.holds.ofPools([...pools])
  const byPool = Map.groupBy(all, (hold) => hold.pool)
  return (record) => (record.wanted === null ? [] : (byPool.get(record.wanted.pool) ?? []))
}

/** The rows that may share a mutation with the first one: one quantity name, one cohort. */
function oneKind(writes: readonly Write[]): Write[] {
  const [first] = writes
  if (first === undefined) return []
  return writes.filter(
    ({ record }) => record.cohort === first.record.cohort && record.wanted?.quantityName === first.record.wanted?.quantityName,
  )
}

/** A decrease may only show once the level was read. */
function isUrgent({ record, plan }: Write): boolean {
  const { compare, target } = plan.sent
  return record.urgent || (compare !== null && target < compare)
}

function batchOf(ports: DeliveryPorts, writes: readonly Write[], now: number): BatchRecord {
  const key = ports.random.uuid()
  const body: SetBatch = {
    key,
    name: writes[0]?.record.wanted?.quantityName ?? 'available',
    reason: 'correction',
    referenceDocumentUri: `gid://node-red-odoo/Batch/${key}`,
    entries: writes.map(({ record, plan }) => ({
      inventoryItemId: record.inventoryItemId,
      locationId: record.locationId,
      quantity: plan.sent.target,
      changeFrom: plan.sent.compare,
    })),
  }
  return { shop: ports.shopify.shop, body, firstSentAt: now, attempts: 0, due: 0, lost: false, urgent: writes.some(isUrgent) }
}
