import { urgentFirst, type Batch, type Found } from './urgent-first.ts'
import type { PictureReader } from './picture-reader.ts'
import type { PollBatch, PollSettings } from './poll.ts'
import { doubtful, keepSent } from './sent-picture.ts'

/** Batches that may be on their way through the flow before the next one is given out. */
const batchesUnderWay = 3

/**
 * Gives out what readings found, decreases first, each batch when there is room for it in the flow, and keeps what was sent
 * when the next one is asked for; of a flow that answers, when it has answered.
 */
export async function* giveOut(
  settings: PollSettings,
  reader: PictureReader,
  found: AsyncIterable<Found>,
  anyway: boolean,
  of?: number,
): AsyncGenerator<PollBatch, void, undefined> {
  const { store, watch, clock, options: { outstanding, signal } = {} } = settings
  for await (const batch of urgentFirst(found, reader.pageSize, (ids) => reader.byId(ids, anyway))) {
    const { lost } = batch
    const sent = new Map(batch.pictures.map((one) => [one.picture.odoo.productId, one.sent]))
    await outstanding?.room(batchesUnderWay * reader.pageSize, clock, signal)
    if (sent.size > 0) {
      const open = new Map([...sent].map(([productId, one]) => [productId, doubtful(one)]))
      await store.transaction((tables) => keepSent(tables, watch.name, open))
    }
    outstanding?.send(sent, clock.elapsed())
    outstanding?.forget(lost)
    yield batchOf(batch, of)
    if (lost.length === 0 && (sent.size === 0 || outstanding !== undefined)) continue
    await store.transaction(async (tables) => {
      if (outstanding === undefined) await keepSent(tables, watch.name, sent)
      await tables.pictures.remove(watch.name, lost)
    })
  }
}

function batchOf({ pictures, missing, missingSkus, unstocked, index, last, read }: Batch, of: number | undefined): PollBatch {
  return {
    pictures: pictures.map((one) => one.picture),
    missing: { productIds: missing, skus: missingSkus },
    unstocked,
    index,
    last,
    progress: { read, ...(of === undefined ? {} : { of }) },
  }
}
