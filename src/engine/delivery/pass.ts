import { SyncError } from '../../base/error/sync-error.ts'
import { LostAnswer } from '../../ports/shopify/lost-answer.ts'
import type { BatchRecord } from '../../ports/store/batch-record.ts'
import type { LevelRecord } from '../../ports/store/level-record.ts'
import { Claim, type Busy } from '../../rules/delivery/claim.ts'
import { keepDoubtfulJobs } from './doubtful-hold.ts'
import { endExpiredHolds } from './end-holds.ts'
import { formBatch } from './form-batch.ts'
import { isFrozen } from './freeze.ts'
import { keepTime } from './keep-time.ts'
import { levelName } from '../../rules/delivery/level-key.ts'
import { transactAsWorker } from './outcome.ts'
import type { DeliveryPorts } from './ports.ts'
import { readLevels } from './read-levels.ts'
import { abandonBatch, dissolveBatch, settleBatch } from './settle-batch.ts'

export type { Busy } from '../../rules/delivery/claim.ts'

/** One step of work: settles what is uncertain first, then delivers one batch. Returns whether there was anything to do. */
export async function pass(ports: DeliveryPorts, busy: Busy): Promise<boolean> {
  const claim = new Claim(busy)
  try {
    const { batch, levels } = await lookForWork(ports, busy, claim)
    // A batch that is found in the store was sent before, and nobody knows what became of it: the process may have died,
    // or the store may have refused to settle it.
    if (batch !== null) await send(ports, { ...batch, lost: true })
    if (batch !== null || levels.length === 0) return batch !== null
    await readLevels(
      ports,
      levels.filter((level) => needsReading(level, ports)),
    )
    const formed = await formBatch(ports, levels, claim)
    if (formed !== null) await send(ports, formed)
    return true
  } finally {
    claim.release()
  }
}

interface Work {
  readonly batch: BatchRecord | null
  readonly levels: readonly LevelRecord[]
}

async function lookForWork(ports: DeliveryPorts, busy: Busy, claim: Claim): Promise<Work> {
  let work: Work = { batch: null, levels: [] }
  const { shop } = ports.shopify
  await transactAsWorker(ports, async (tables, outcome) => {
    await keepTime(tables, ports)
    const now = ports.clock.now()
    outcome.audit.push(...(await endExpiredHolds(tables, shop, now, ports.options.holdFor, outcome.stirred)))
    await keepDoubtfulJobs(tables, ports)
    if (await isFrozen(tables, shop)) return
    const batches = await tables.batches.all(shop)
    const batch = batches.find((stored) => stored.due <= now && !busy.batches.has(stored.body.key)) ?? null
    if (batch !== null) {
      claim.takeBatch(batch.body.key)
      work = { batch, levels: [] }
      return
    }
    const due = await tables.levels.due(shop, now, ports.options.batchSize + busy.levels.size)
    const levels = due.filter((level) => !busy.levels.has(levelName(level))).slice(0, ports.options.batchSize)
    claim.takeLevels(levels)
    work = { batch: null, levels }
  })
  return work
}

function needsReading(level: LevelRecord, ports: DeliveryPorts): boolean {
  if (level.doubt === null) return level.observed === null && level.confirmed === null
  return !(level.doubt.kind === 'unknown' && ports.options.firstWrite === 'overwrite')
}

/**
 * Sends a stored batch. A lost answer leaves it in the store, to be sent again with the same key and the same body; what
 * certainly was not carried out is taken apart, unless an earlier sending may have been. Throws what stopped the shop.
 */
async function send(ports: DeliveryPorts, batch: BatchRecord): Promise<void> {
  const now = ports.clock.now()
  if (batch.lost && now - batch.firstSentAt > ports.options.keyLife) return abandonBatch(ports, batch)
  try {
    const answer = await ports.shopify.setQuantities(batch.body, { urgent: batch.urgent })
    await settleBatch(ports, batch, answer)
  } catch (error) {
    if (!(error instanceof SyncError) || error.code.startsWith('STORE_')) throw error
    if (error instanceof LostAnswer) await rememberLost(ports, batch)
    else if (!batch.lost) await dissolveBatch(ports, batch)
    throw error
  }
}

async function rememberLost(ports: DeliveryPorts, batch: BatchRecord): Promise<void> {
  await transactAsWorker(ports, async (tables) => {
    await tables.batches.put({ ...batch, lost: true, attempts: batch.attempts + 1 })
  })
}
