import type { CallCost, ThrottleStatus } from './throttle-status.ts'

/** The smallest bucket that Shopify is known to have given a shop; the first answer tells the real one. */
const smallestBucket: ThrottleStatus = { maximumAvailable: 1000, currentlyAvailable: 1000, restoreRate: 50 }

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
 * estimate is never higher than the truth. Time comes in as a parameter, in milliseconds.
 */
export class BucketEstimate {
  #max = smallestBucket.maximumAvailable
  #rate = smallestBucket.restoreRate
  #level = smallestBucket.currentlyAvailable
  #at: number
  #underWay = 0
  #charged = 0

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
    this.#level = Math.min(this.#level + seconds * this.#rate, this.#max - this.#underWay)
    return this.#level
  }

  /** Milliseconds until the level reaches the points, if nothing else happens; zero when it has. */
  wait(points: number, now: number): number {
    return Math.max(0, Math.ceil(((points - this.level(now)) / this.#rate) * 1000))
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
    if (told !== null) this.#learn(charge, told)
  }

  /** Shopify refused the call because the bucket was empty: nothing was charged. */
  refused(charge: Charge, status: ThrottleStatus | null, now: number): void {
    if (status !== null) return this.settle(charge, { requested: 0, actual: 0, status }, now)
    this.level(now)
    this.#underWay -= charge.cost
    // Without figures, the bucket is taken for empty: a refusal is the proof that the estimate was too high.
    this.#level = Math.min(this.#level + charge.cost, 0)
  }

  #learn(charge: Charge, told: CallCost): void {
    const { maximumAvailable, currentlyAvailable, restoreRate } = told.status
    this.#max = maximumAvailable
    this.#rate = restoreRate
    // Whatever was under way beside this call may have been charged after Shopify looked at the bucket.
    const overlapping = charge.before + this.#charged
    const back = charge.cost - (told.actual ?? told.requested)
    this.#level = Math.min(Math.max(this.#level + back, currentlyAvailable - overlapping), currentlyAvailable)
    this.#level = Math.min(this.#level, this.#max - this.#underWay)
  }
}
