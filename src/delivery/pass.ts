import { SyncError } from '../error/sync-error.ts'
import { LostAnswer } from '../shopify/lost-answer.ts'
import type { BatchRecord } from '../store/batch-record.ts'
import type { LevelRecord } from '../store/level-record.ts'
import { endExpiredHolds } from './end-holds.ts'
import { formBatch } from './form-batch.ts'
import { isFrozen } from './freeze.ts'
import { levelName } from './level-key.ts'
import { transact } from './outcome.ts'
import type { DeliveryPorts } from './ports.ts'
import { readLevels } from './read-levels.ts'
import { abandonBatch, dissolveBatch, settleBatch } from './settle-batch.ts'

/** Levels and batches that a pass of the same process has in its hands, so that parallel passes leave them alone. */
export interface Busy {
  readonly levels: Set<string>
  readonly batches: Set<string>
}

/** One step of work: settles what is uncertain first, then delivers one batch. Returns whether there was anything to do. */
export async function pass(ports: DeliveryPorts, busy: Busy): Promise<boolean> {
  const due = await lookForWork(ports, busy)
  if (due.batch !== null) return withBatch(due.batch, busy, (batch) => send(ports, batch))
  if (due.levels.length === 0) return false

  const names = due.levels.map(levelName)
  for (const name of names) busy.levels.add(name)
  try {
    await readLevels(
      ports,
      due.levels.filter((level) => needsReading(level, ports)),
    )
    const batch = await formBatch(ports, due.levels)
    if (batch !== null) await withBatch(batch, busy, (formed) => send(ports, formed))
  } finally {
    for (const name of names) busy.levels.delete(name)
  }
  return true
}

/** After a start, nobody knows what became of batches that were stored before: they count as lost until settled. */
export async function distrustStoredBatches(ports: DeliveryPorts): Promise<void> {
  await transact(ports, async (tables) => {
    for (const batch of await tables.batches.all(ports.shopify.shop)) await tables.batches.put({ ...batch, lost: true, due: 0 })
  })
}

async function lookForWork(ports: DeliveryPorts, busy: Busy): Promise<{ batch: BatchRecord | null; levels: LevelRecord[] }> {
  let batch: BatchRecord | null = null
  let levels: LevelRecord[] = []
  const { shop } = ports.shopify
  await transact(ports, async (tables, outcome) => {
    batch = null
    levels = []
    const now = ports.clock.now()
    outcome.audit.push(...(await endExpiredHolds(tables, shop, now)))
    if (await isFrozen(tables, shop)) return
    const batches = await tables.batches.all(shop)
    batch = batches.find((stored) => stored.due <= now && !busy.batches.has(stored.body.key)) ?? null
    if (batch !== null) return
    const due = await tables.levels.due(shop, now, ports.options.batchSize + busy.levels.size)
    levels = due.filter((level) => !busy.levels.has(levelName(level))).slice(0, ports.options.batchSize)
  })
  return { batch, levels }
}

function needsReading(level: LevelRecord, ports: DeliveryPorts): boolean {
  if (level.doubt === null) return level.observed === null && level.confirmed === null
  return !(level.doubt.kind === 'unknown' && ports.options.firstWrite === 'overwrite')
}

async function withBatch(batch: BatchRecord, busy: Busy, work: (batch: BatchRecord) => Promise<void>): Promise<boolean> {
  busy.batches.add(batch.body.key)
  try {
    await work(batch)
  } finally {
    busy.batches.delete(batch.body.key)
  }
  return true
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
  await transact(ports, async (tables) => {
    await tables.batches.put({ ...batch, lost: true, attempts: batch.attempts + 1 })
  })
}
