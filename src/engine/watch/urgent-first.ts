import type { DemandAt, PictureLine, StockAt, WatchedLocation } from '../../base/messages/picture.ts'
import { tidy } from '../../base/messages/tidy.ts'
import type { SentPicture } from './sent-picture.ts'

/** A picture that is to be sent. */
export interface FoundPicture {
  readonly picture: PictureLine
  readonly sent: SentPicture
  readonly urgency: Urgency
}

/** What a reading found, besides pictures. */
interface Remarks {
  /** Products and SKUs that were asked for, or sent before, and are not to be seen. */
  readonly missing: readonly number[]
  readonly missingSkus: readonly string[]
  readonly unstocked: readonly number[]
  /** Of the missing, those that were sent before. */
  readonly lost: readonly number[]
}

/** What one reading found. */
export interface Found extends Remarks {
  readonly pictures: readonly FoundPicture[]
  /** How many products were read. */
  readonly read: number
}

/** What goes out at once. */
export interface Batch extends Remarks {
  readonly pictures: readonly FoundPicture[]
  /** Products read so far, for people. */
  readonly read: number
  /** Place among the batches of one poll. */
  readonly index: number
  readonly last: boolean
}

/** So many batches of pictures that are not urgent are kept until the urgent ones are out; what is more is read again then. */
const batchesKept = 10

/**
 * Puts what readings found into batches, with every decrease before everything else: pictures that are not urgent wait until
 * all readings are through. Of a large import only the ids wait, so that memory stays bounded. The last batch is marked.
 */
export function urgentFirst(
  found: AsyncIterable<Found>,
  size: number,
  again: (productIds: readonly number[]) => AsyncIterable<Found>,
): AsyncGenerator<Batch, void, undefined> {
  return markLast(ordered(found, size, again))
}

type Plain = Omit<Batch, 'index' | 'last'>

async function* ordered(
  found: AsyncIterable<Found>,
  size: number,
  again: (productIds: readonly number[]) => AsyncIterable<Found>,
): AsyncGenerator<Plain, void, undefined> {
  let urgent: FoundPicture[] = []
  const rest: FoundPicture[] = []
  const later: number[] = []
  let remarks: Remarks = none
  let read = 0
  for await (const page of found) {
    read += page.read
    remarks = joined(remarks, page)
    for (const one of page.pictures) {
      if (one.urgency !== urgency.other) urgent.push(one)
      else if (rest.length < batchesKept * size) rest.push(one)
      else later.push(one.picture.odoo.productId)
    }
    urgent = urgent.toSorted((one, other) => one.urgency - other.urgency)
    while (urgent.length >= size) {
      yield { ...remarks, pictures: urgent.splice(0, size), read }
      remarks = none
    }
  }
  const left = [...urgent, ...rest]
  do {
    yield { ...remarks, pictures: left.splice(0, size), read }
    remarks = none
  } while (left.length > 0)
  if (later.length === 0) return
  for await (const page of again(later)) yield { ...page, read }
}

/** Holds each batch until the next one is there, and lets go of those that say nothing. */
async function* markLast(batches: AsyncIterable<Plain>): AsyncGenerator<Batch, void, undefined> {
  let held: Plain | undefined
  let index = 0
  for await (const batch of batches) {
    if (held === undefined || held.pictures.length === 0 || batch.pictures.length === 0) {
      held = held === undefined ? batch : { ...batch, ...joined(held, batch), pictures: [...held.pictures, ...batch.pictures] }
      continue
    }
    yield { ...held, index, last: false }
    held = batch
    index += 1
  }
  if (held !== undefined && saysSomething(held)) yield { ...held, index, last: true }
}

const none: Remarks = { missing: [], missingSkus: [], unstocked: [], lost: [] }

function joined(one: Remarks, other: Remarks): Remarks {
  return {
    missing: [...new Set([...one.missing, ...other.missing])],
    missingSkus: [...one.missingSkus, ...other.missingSkus],
    unstocked: [...one.unstocked, ...other.unstocked],
    lost: [...one.lost, ...other.lost],
  }
}

function saysSomething({ pictures, missing, missingSkus, unstocked }: Plain): boolean {
  return pictures.length + missing.length + missingSkus.length + unstocked.length > 0
}

/** Lower goes first: a late decrease oversells, a late increase only loses a sale (requirement 7.5). */
export const urgency = { stockOut: 0, decrease: 1, other: 2 } as const
export type Urgency = (typeof urgency)[keyof typeof urgency]

/**
 * What a picture has free at each watched location, in the order of their ids, without what customers are owed from there,
 * from below or from above; of a kit, in kits.
 */
export function freeAtWatched({ watched, stock, demand, kit }: Pick<PictureLine, 'watched' | 'stock' | 'demand' | 'kit'>): number[] {
  const places = watched.toSorted((one, other) => one.locationId - other.locationId)
  return places.map((place) => {
    if (kit === undefined) return freeBelow(place, stock, demand)
    const kits = kit.components.map((part) => Math.floor(tidy(freeBelow(place, part.stock, part.demand) / part.per)))
    return kits.length === 0 ? 0 : Math.min(...kits)
  })
}

/** How urgent a picture is, by what was free when it was sent last. Not knowing that is as urgent as a decrease. */
export function urgencyOf(free: readonly number[], before: { readonly free?: readonly number[] } | undefined): Urgency {
  if (before === undefined) return urgency.other
  const last = before.free
  if (last === undefined || last.length !== free.length) return urgency.decrease
  const fallen = free.map((now, place) => ({ now, then: last[place] ?? 0 })).filter(({ now, then }) => now < then)
  if (fallen.length === 0) return urgency.other
  return fallen.some(({ now, then }) => now <= 0 && then > 0) ? urgency.stockOut : urgency.decrease
}

function freeBelow({ locationId, path: above }: WatchedLocation, stock: readonly StockAt[], demand: readonly DemandAt[] = []): number {
  const free = stock.reduce((sum, { path, quantity, reserved }) => (path.includes(locationId) ? sum + quantity - reserved : sum), 0)
  const owed = demand.filter((one) => one.path.includes(locationId) || above.includes(one.locationId))
  return tidy(owed.reduce((left, { quantity }) => left - quantity, free))
}
