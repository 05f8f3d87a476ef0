import type { PictureLine } from '../../base/messages/picture.ts'
import type { SentPicture } from './sent-picture.ts'
import { urgency, type Urgency } from './urgency.ts'

/** A picture that is to be sent. */
export interface FoundPicture {
  readonly picture: PictureLine
  readonly sent: SentPicture
  readonly urgency: Urgency
}

/** What a reading found, besides pictures. */
export interface Remarks {
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
export interface Burst extends Remarks {
  readonly pictures: readonly FoundPicture[]
  /** Products read so far, for people. */
  readonly read: number
  /** Place among the bursts of one poll. */
  readonly index: number
  readonly last: boolean
}

/** So many bursts of pictures that are not urgent are kept until the urgent ones are out; what is more is read again then. */
const burstsKept = 10

/**
 * Puts what readings found into bursts, with every decrease before everything else: pictures that are not urgent wait until
 * all readings are through. Of a large import only the ids wait, so that memory stays bounded. The last burst is marked.
 */
export function urgentFirst(
  found: AsyncIterable<Found>,
  size: number,
  again: (productIds: readonly number[]) => AsyncIterable<Found>,
): AsyncGenerator<Burst, void, undefined> {
  return markLast(ordered(found, size, again))
}

type Plain = Omit<Burst, 'index' | 'last'>

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
      else if (rest.length < burstsKept * size) rest.push(one)
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

/** Holds each burst until the next one is there, and lets go of those that say nothing. */
async function* markLast(bursts: AsyncIterable<Plain>): AsyncGenerator<Burst, void, undefined> {
  let held: Plain | undefined
  let index = 0
  for await (const burst of bursts) {
    if (held === undefined || held.pictures.length === 0 || burst.pictures.length === 0) {
      held = held === undefined ? burst : { ...burst, ...joined(held, burst), pictures: [...held.pictures, ...burst.pictures] }
      continue
    }
    yield { ...held, index, last: false }
    held = burst
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
