import type { Clock } from '../../ports/clock.ts'
import type { PictureLine } from '../../base/messages/picture.ts'
import type { Odoo } from '../../ports/odoo/odoo.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { allPages, PictureReader } from './picture-reader.ts'
import type { Found } from './urgent-first.ts'
import { getCursor, moveCursor, type Cursor } from './cursor.ts'
import { dirtyProducts, latestBelieved, newestWriteDate } from './dirty-products.ts'
import { giveOut } from './give-out.ts'
import { inCompanies, odooTime } from './odoo-reading.ts'
import { keepKnownKits, knownKits } from './kits/kit-book.ts'
import { resume } from './sent-picture.ts'
import type { Outstanding } from './outstanding.ts'
import { movedLocations, treeFigures } from './moved-locations.ts'
import { PollMemory } from './poll-memory.ts'
import { productsWithSku } from './products.ts'
import { coverageOf, type Watch } from './watch.ts'

/** The part of the store that a poll needs. */
export interface WatchStore {
  transaction<T>(work: (tables: Pick<StoreTables, 'cursors' | 'pictures' | 'nextAsOf'>) => Promise<T>): Promise<T>
}

/**
 * What to look at: what changed since the last poll (everything when there was none, or when a comparison is due), every
 * product and send what differs from what was sent, every product and send it anyway, or the given products anyway.
 */
export type PollRequest =
  | { readonly what: 'changes' }
  | { readonly what: 'compare' }
  | { readonly what: 'everything' }
  | { readonly what: 'products'; readonly productIds: readonly number[] }
  | { readonly what: 'skus'; readonly skus: readonly string[] }

export interface PollSettings {
  readonly odoo: Odoo
  readonly store: WatchStore
  readonly watch: Watch
  readonly clock: Clock
  readonly options?: {
    readonly request?: PollRequest
    /** Products per batch; 500 by default. */
    readonly pageSize?: number
    /** Longer than any transaction of Odoo by a fifth and the time of one poll; five minutes by default (odoo-facts 3). */
    readonly overlapMs?: number
    /** How often `changes` compares everything, for what no write_date tells (odoo-facts 2); never by default. */
    readonly compareEveryMs?: number
    /** What earlier polls of this watch remember; keeps an idle poll down to three small calls. */
    readonly memory?: PollMemory
    /** Knows what the flow answers; a picture counts as sent when it was answered, and not when it was given out. */
    readonly outstanding?: Outstanding
    /** Ends waiting for answers. */
    readonly signal?: AbortSignal
  }
}

/**
 * What one step of a poll found. Asking the generator for the next batch says that this one was taken: durably, or by a flow
 * that answers to `outstanding`.
 */
export interface PollBatch {
  readonly pictures: readonly PictureLine[]
  /** Asked for or sent before, and not to be seen in Odoo now. Nothing is known of their stock, not even that it is none. */
  readonly missing: { readonly productIds: readonly number[]; readonly skus: readonly string[] }
  /** Services and consumables: Odoo keeps no stock of them, so there is no picture. */
  readonly unstocked: readonly number[]
  /** Place of the batch among those of one reading, and whether it is the last of them. */
  readonly index: number
  readonly last: boolean
  /** Products read so far, of how many when that is known. */
  readonly progress: { readonly read: number; readonly of?: number }
}

const overlap = 300_000

/**
 * Looks at Odoo once. Pictures are in doubt in the store from before they are given out until they are taken: whoever stops
 * in between, by a crash or an error, gets the same changes again from the next poll. The cursor moves on when all were given
 * out. Polls of one watch may overlap in time. Throws WATCH_LOCATION_UNREADABLE and what `Odoo` and the store throw; nothing
 * is lost then either.
 */
export async function* pollOnce(given: PollSettings): AsyncGenerator<PollBatch, void, undefined> {
  const memory = given.options?.memory ?? new PollMemory()
  try {
    yield* look({ ...given, odoo: inCompanies(given.odoo, given.watch.companyIds) }, memory)
  } catch (error) {
    // It may have failed for a field that is not there any more.
    memory.rule.forget()
    throw error
  }
}

async function* look(settings: PollSettings, memory: PollMemory): AsyncGenerator<PollBatch, void, undefined> {
  const { odoo, store, watch, clock, options = {} } = settings
  const request = options.request ?? { what: 'changes' }
  const reader = new PictureReader(settings, memory)
  const whole = request.what === 'compare' || request.what === 'everything'
  await memory.kits.refresh(
    odoo,
    () => clock.now(),
    () => knownKits(store, watch.name),
    whole,
  )
  await keepKnownKits(store, watch.name, memory.kits)
  if (request.what === 'changes') {
    const coverage = coverageOf(watch, (await odoo.identity()).name)
    const cursor = await store.transaction((tables) => getCursor(tables, watch.name, coverage))
    if (cursor !== undefined) yield* changes(settings, reader, cursor, memory)
    if (cursor === undefined || compareDue(cursor, clock.now(), options.compareEveryMs)) {
      yield* compare(settings, reader, false, memory)
    }
  } else if (request.what === 'products') {
    yield* giveOut(settings, reader, reader.byId(request.productIds, true), true, request.productIds.length)
  } else if (request.what === 'skus') {
    const { productIds, missing } = await productsWithSku(odoo, request.skus)
    yield* giveOut(settings, reader, withMissing(missing, reader.byId(productIds, true)), true, productIds.length)
  } else {
    yield* compare(settings, reader, request.what === 'everything', memory)
  }
}

async function* withMissing(skus: readonly string[], found: AsyncIterable<Found>): AsyncGenerator<Found, void, undefined> {
  yield { pictures: [], missing: [], missingSkus: skus, unstocked: [], lost: [], read: 0 }
  yield* found
}

function compareDue(cursor: Cursor, now: number, every: number | undefined): boolean {
  return every !== undefined && (now - cursor.comparedAt >= every || now < cursor.comparedAt)
}

async function* changes(
  settings: PollSettings,
  reader: PictureReader,
  cursor: Cursor,
  memory: PollMemory,
): AsyncGenerator<PollBatch, void, undefined> {
  const { odoo, store, watch, clock, options = {} } = settings
  const startedAt = clock.now()
  const overlapMs = options.overlapMs ?? overlap
  const begin = memory.windowBegin(cursor.newest, overlapMs)
  await memory.tree.recall(store, watch.name)
  const { endField } = await memory.rule.of(odoo)
  const dates = memory.datesPassed(startedAt, cursor.comparedAt)
  reader.judgedAt = dates.now
  const passed = endField === undefined ? undefined : { field: endField, ...dates }
  const dirty = await dirtyProducts(odoo, begin, (row, figures) => memory.knows(row, figures), latestBelieved(startedAt), passed)
  const moved = await movedLocations(odoo, begin, memory.tree)
  const foundAt = clock.now()
  const open = options.outstanding === undefined ? [] : await resume(store, watch.name, options.outstanding)
  const due = options.outstanding?.due(clock.elapsed()) ?? []
  const kits = memory.kits.changed()
  const touched = [...dirty.productIds, ...moved.productIds]
  const productIds = new Set([...touched, ...memory.kits.kitsWith(touched), ...kits, ...open, ...due])
  yield* giveOut(settings, reader, reader.byId([...productIds], false), false, productIds.size)
  memory.kits.settle(kits)
  await keepKnownKits(store, watch.name, memory.kits)
  await memory.tree.settle(store, watch.name, moved.figures, false)
  if (options.outstanding !== undefined) options.outstanding.resumed = true
  const newest = dirty.newest !== undefined && dirty.newest > cursor.newest ? dirty.newest : cursor.newest
  if (newest !== cursor.newest) await store.transaction((tables) => moveCursor(tables, watch.name, cursor.coverage, { newest }))
  memory.keep({ newest, rows: dirty.rows, begin, startedAt, foundAt, overlapMs })
  memory.keepDates(dates.now)
}

async function* compare(
  settings: PollSettings,
  reader: PictureReader,
  anyway: boolean,
  memory: PollMemory,
): AsyncGenerator<PollBatch, void, undefined> {
  const { odoo, store, watch, clock } = settings
  const comparedAt = clock.now()
  memory.rule.forget()
  const coverage = coverageOf(watch, (await odoo.identity()).name)
  // Before the stock is read: what changes meanwhile is then found by the next poll.
  const newest = await newestWriteDate(odoo, latestBelieved(comparedAt))
  if (newest !== undefined) memory.sawTime(newest)
  reader.judgedAt = odooTime(memory.serverTime(comparedAt))
  const tree = await treeFigures(odoo)
  const kits = memory.kits.changed()
  yield* giveOut(settings, reader, allPages(settings, reader, anyway), anyway)
  memory.kits.settle(kits)
  await keepKnownKits(store, watch.name, memory.kits)
  await memory.tree.settle(store, watch.name, tree, true)
  memory.keepDates(reader.judgedAt)
  if (newest !== undefined) await store.transaction((tables) => moveCursor(tables, watch.name, coverage, { newest, comparedAt }))
}
