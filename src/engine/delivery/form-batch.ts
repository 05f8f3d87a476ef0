import type { SetBatch } from '../../ports/shopify/shopify.ts'
import type { BatchRecord } from '../../ports/store/batch-record.ts'
import type { LevelRecord } from '../../ports/store/level-record.ts'
import type { Claim } from '../../rules/delivery/claim.ts'
import { after } from '../../rules/delivery/level-machine.ts'
import { isFrozen } from './freeze.ts'
import { keepTime } from './keep-time.ts'
import { leaveEdit } from './read-levels.ts'
import { transactAsWorker } from './outcome.ts'
import { decideTogether } from './decide-together.ts'
import type { Decision } from '../../rules/delivery/decision.ts'
import { leaveStep } from './plan-steps.ts'
import type { DeliveryPorts } from './ports.ts'
import { settleLevels } from './settle-levels.ts'
import { stopWrites } from './breaker.ts'

/** How long (milliseconds) a level rests that waits for the proof of what another one has sold; a hold wakes it at once. */
const untilProved = 1000

/**
 * Turns waiting levels into one stored batch, ready to be sent. Levels that turn out to need no write are settled on the
 * way. Returns null when nothing is left to send.
 */
export async function formBatch(ports: DeliveryPorts, levels: readonly LevelRecord[], claim: Claim): Promise<BatchRecord | null> {
  let batch: BatchRecord | null = null
  await transactAsWorker(ports, async (tables, outcome) => {
    batch = null
    // A freeze that came while the levels were being read.
    if (await isFrozen(tables, ports.shopify.shop)) return
    await keepTime(tables, ports)
    const now = ports.clock.now()
    const records = (await tables.levels.get(levels)).filter((record) => record !== null && record.state === 'waiting' && record.due <= now)
    const waiting = records.filter((record) => record !== null)
    const decisions = await decideTogether(tables, ports.options, waiting)

    await settleLevels(
      tables,
      outcome,
      ports,
      decisions.flatMap(({ record, decision, early }) =>
        decision.do === 'settle' && !early ? [{ record, sent: decision.sent, key: null }] : [],
      ),
    )
    // It shows what is right while another level's sale is being proved; it is looked at again when that is known.
    const early = decisions.filter(({ decision, early: unproved }) => decision.do === 'settle' && unproved)
    await tables.levels.put(early.map(({ record }) => ({ ...record, due: now + untilProved })))
    for (const { record, decision } of decisions) {
      if (decision.do === 'leave-edit') await leaveEdit(tables, outcome, ports, record, decision.sent)
      if (decision.do === 'leave-step') await leaveStep(tables, outcome, record, decision.sent)
    }

    const writes = decisions.flatMap(({ record, decision }) => (decision.do === 'write' ? [{ record, decision }] : []))
    const together = await stopWrites(tables, outcome, ports, oneKind(writes).slice(0, ports.options.batchSize))
    if (together.length === 0) return
    batch = batchOf(ports, together, now)
    const key = batch.body.key
    claim.takeBatch(key)
    await tables.batches.put(batch)
    await tables.levels.put(
      together.map(({ record, decision }) => ({ ...record, state: after(record.state, 'sent'), sent: { ...decision.sent, batch: key } })),
    )
  })
  return batch
}

export interface Write {
  readonly record: LevelRecord
  readonly decision: Extract<Decision, { do: 'write' }>
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
function isUrgent({ record, decision }: Write): boolean {
  const { compare, target } = decision.sent
  return record.urgent || (compare !== null && target < compare)
}

function batchOf(ports: DeliveryPorts, writes: readonly Write[], now: number): BatchRecord {
  const key = ports.random.uuid()
  const body: SetBatch = {
    key,
    name: writes[0]?.record.wanted?.quantityName ?? 'available',
    reason: 'correction',
    referenceDocumentUri: `gid://node-red-odoo/Batch/${key}`,
    entries: writes.map(({ record, decision }) => ({
      inventoryItemId: record.inventoryItemId,
      locationId: record.locationId,
      quantity: decision.sent.target,
      changeFrom: decision.sent.compare,
    })),
  }
  return { shop: ports.shopify.shop, body, firstSentAt: now, attempts: 0, due: 0, lost: false, urgent: writes.some(isUrgent) }
}
