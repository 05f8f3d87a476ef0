import type { CallCost, ThrottleStatus } from './throttle-status.ts'

/** The smallest bucket that Shopify is known to have given a shop; the first answer tells the real one. */
const smallestBucket: ThrottleStatus = { maximumAvailable: 1000, currentlyAvailable: 1000, restoreRate: 50 }

/** How long it takes to believe in what others draw, in seconds. */
const patience = 30
/** However much others draw, so much of the rate is counted on: whoever never tries gets nothing of a crowded bucket. */
const leastShare = 0.1
/** What is kept clear of others is at most this share of the bucket, and so many points: some calls of the dear kind. */
const mostClear = { share: 0.5, points: 40 }

/** Points that were set aside for a call under way. */
export interface Charge {
  readonly cost: number
  /** Points of the calls that were under way already, minus all points charged so far. */
  readonly before: number
}

/**
 * What is surely left in Shopify's leaky bucket, seen from here. Shopify charges a call when it arrives and gives the
 * surplus back when it ends; neither moment is known, so the estimate charges at sending, gives back at the answer, and
 * never counts on more than the bucket holds beside the calls under way. While nobody else draws from the bucket, the
 * estimate is never higher than the truth. What others draw (another app with the same token, a shop with a small budget) is
 * learned from what is missing at every answer and left to them; a refusal, which means that they came first, makes it keep
 * more clear of them for a while. Time comes in as a parameter, in milliseconds.
 */
export class BucketEstimate {
  #max = smallestBucket.maximumAvailable
  #rate = smallestBucket.restoreRate
  #level = smallestBucket.currentlyAvailable
  #at: number
  #underWay = 0
  #charged = 0
  /** Points a second that others draw. */
  #others = 0
  #caution = 0
  /** Points that others have drawn beyond what was expected of them, and lately. */
  #surprise = 0
  /** Null before the first answer: what was believed until then proves nothing about others. */
  #learnedAt: number | null = null

  constructor(now: number) {
    this.#at = now
  }

  get max(): number {
    return this.#max
  }

  /** Points a second. */
  get rate(): number {
    return this.#rate
  }

  level(now: number): number {
    const seconds = Math.max(0, now - this.#at) / 1000
    this.#at = Math.max(this.#at, now)
    this.#level = Math.min(this.#level + seconds * this.#left(), this.#max - this.#underWay)
    return this.#level
  }

  /** Milliseconds until the level reaches the points, if nothing else happens; zero when it has. */
  wait(points: number, now: number): number {
    const clear = Math.min(Math.max(this.#caution, this.#surprise), this.#most())
    const wanted = Math.min(points + clear, this.#max)
    return Math.max(0, Math.ceil(((wanted - this.level(now)) / this.#left()) * 1000))
  }

  charge(cost: number, now: number): Charge {
    this.#level = this.level(now) - cost
    this.#charged += cost
    const charge = { cost, before: this.#underWay - this.#charged }
    this.#underWay += cost
    return charge
  }

  /** The call has ended. `told` is null when no answer told its cost: the points stay spent until a later one tells. */
  settle(charge: Charge, told: CallCost | null, now: number): void {
    this.level(now)
    this.#underWay -= charge.cost
    if (told === null) return
    this.#caution *= 0.98
    this.#learn(charge, told, now)
  }

  /** Shopify refused the call because the bucket was empty: nothing was charged. */
  refused(charge: Charge, status: ThrottleStatus | null, now: number): void {
    if (this.#learnedAt !== null) this.#caution = Math.min(this.#caution + charge.cost, this.#most())
    if (status !== null) {
      this.level(now)
      this.#underWay -= charge.cost
      this.#learn(charge, { requested: 0, actual: 0, status }, now)
      return
    }
    this.level(now)
    this.#underWay -= charge.cost
    // Without figures, the bucket is taken for empty: a refusal is the proof that the estimate was too high.
    this.#level = Math.min(this.#level + charge.cost, 0)
  }

  #most(): number {
    return Math.min(this.#max * mostClear.share, mostClear.points)
  }

  /** Points a second that are left for us. */
  #left(): number {
    return Math.max(this.#rate - this.#others, this.#rate * leastShare)
  }

  #learn(charge: Charge, told: CallCost, now: number): void {
    const { maximumAvailable, currentlyAvailable, restoreRate } = told.status
    this.#max = maximumAvailable
    this.#rate = restoreRate
    // Whatever was under way beside this call may have been charged after Shopify looked at the bucket.
    const overlapping = charge.before + this.#charged
    const back = charge.cost - (told.actual ?? told.requested)
    const believed = this.#level + back
    this.#level = Math.min(Math.max(believed, currentlyAvailable - overlapping), currentlyAvailable)
    this.#watchOthers(believed - this.#level, now)
    this.#level = Math.min(this.#level, this.#max - this.#underWay)
  }

  /** `missing`: so many points less are there than we counted on. Shopify tells whole points, so one may be missing by that. */
  #watchOthers(missing: number, now: number): void {
    const since = this.#learnedAt
    this.#learnedAt = Math.max(since ?? now, now)
    if (since === null) return
    const seconds = Math.max(0, now - since) / 1000
    const drawn = Math.max(0, this.#others * seconds + (missing > 0 ? Math.max(0, missing - 1) : missing))
    const old = Math.exp(-seconds / patience)
    this.#others = seconds === 0 ? this.#others + drawn / patience : this.#others * old + (drawn / seconds) * (1 - old)
    this.#others = Math.min(this.#others, this.#rate)
    // What came as a surprise may come again at any moment.
    this.#surprise = Math.max(this.#surprise * 0.9, Math.max(0, missing - 1))
  }
}
