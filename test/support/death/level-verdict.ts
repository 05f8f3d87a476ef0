import { Excuse, type Room } from '../excuse.ts'

/** Something that one level met at Shopify, with its clock time in milliseconds. */
export type Moment = { readonly at: number } & (
  | { readonly what: 'written'; readonly key: string; readonly compare: number | null; readonly quantity: number }
  /** A row that was not carried out, and its sender does not know. */
  | { readonly what: 'doubted'; readonly key: string; readonly compare: number; readonly target: number }
  | { readonly what: 'read'; readonly shown: number }
  /** The delivery tells that it found what it should, without a write. It may tell so late. */
  | { readonly what: 'told'; readonly asOf: number; readonly quantity: number }
  /** The process is dead, and had nothing left to do here. */
  | { readonly what: 'rests'; readonly asOf: number; readonly quantity: number }
)
export type Written = Extract<Moment, { what: 'written' }>

/** What the pictures leave room for that may be behind a moment, with what was sold before that moment. */
export type RoomsOf = (moment: Extract<Moment, { what: 'written' | 'told' | 'rests' }>) => readonly Room[]

export interface Verdict {
  readonly broken: readonly { readonly moment: Written; readonly limit: number }[]
  /** Where two histories look the same, and how many units nobody can know of (docs/adr/0005). */
  readonly coincidences: readonly { readonly at: number; readonly units: number }[]
  /** Writes after a coincidence, and those of them that it excuses. */
  readonly afterOne: number
  readonly excused: number
}

/** Holds every write of a level, in the order of Shopify, to the rule; beyond it only what is excused. */
export function verdictOf(moments: readonly Moment[], roomsOf: RoomsOf): Verdict {
  const excuse = new Excuse()
  const carriedOut = new Set<string>()
  const broken: { moment: Written; limit: number }[] = []
  const coincidences: { at: number; units: number }[] = []
  let afterOne = 0
  let excused = 0
  const meets = (at: number, units: number): void => {
    if (units > 0) coincidences.push({ at, units })
  }
  for (const moment of moments) {
    if (moment.what === 'doubted') excuse.doubts(moment.key, moment.compare, moment.target)
    if (moment.what === 'read') meets(moment.at, excuse.reads(moment.shown))
    if (moment.what === 'told') excuse.rested(moment.quantity, roomsOf(moment))
    if (moment.what === 'rests') excuse.rests(moment.quantity, roomsOf(moment))
    if (moment.what !== 'written') continue
    const { at, key, compare, quantity } = moment
    // Without a memory for keys, a value that came back to what was compared with lets the same write through twice.
    if (carriedOut.has(key) && compare !== null) meets(at, excuse.repeats(compare, quantity))
    carriedOut.add(key)
    const rooms = roomsOf(moment)
    const limit = excuse.limit(rooms)
    if (coincidences.length > 0) afterOne++
    if (quantity > limit) broken.push({ moment, limit })
    else if (quantity > new Excuse().limit(rooms)) excused++
    excuse.carriedOut(rooms)
  }
  return { broken, coincidences, afterOne, excused }
}
