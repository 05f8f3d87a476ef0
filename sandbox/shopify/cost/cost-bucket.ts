import type { Clock } from '../../../src/ports/clock.ts'

/** The budget of one app at one shop, in points and points a second (shopify-facts 2). */
export interface ShopPlan {
  readonly maximumAvailable: number
  readonly restoreRate: number
}

export interface ThrottleStatus {
  readonly maximumAvailable: number
  readonly currentlyAvailable: number
  readonly restoreRate: number
}

/** A leaky bucket: refilled by time, charged in front, given back what was asked for and not used. */
export class CostBucket {
  readonly #clock: Pick<Clock, 'now'>
  #plan: ShopPlan
  #available: number
  #at: number

  constructor(clock: Pick<Clock, 'now'>, plan: ShopPlan) {
    this.#clock = clock
    this.#plan = plan
    this.#available = plan.maximumAvailable
    this.#at = clock.now()
  }

  /** Takes the points out, or takes none and answers false when there are too few. */
  charge(points: number): boolean {
    this.#refill()
    if (points > this.#available) return false
    this.#available -= points
    return true
  }

  giveBack(points: number): void {
    this.#refill()
    this.#available = Math.min(this.#plan.maximumAvailable, this.#available + points)
  }

  /** Empties the bucket down to `points`, as another app with the same token would. */
  drain(points: number): void {
    this.#refill()
    this.#available = Math.min(this.#available, points)
  }

  /** Another plan from now on; a fuller bucket runs over. */
  change(plan: ShopPlan): void {
    this.#refill()
    this.#plan = plan
    this.#available = Math.min(this.#available, plan.maximumAvailable)
  }

  status(): ThrottleStatus {
    this.#refill()
    return { ...this.#plan, currentlyAvailable: Math.floor(this.#available) }
  }

  /** A clock that is set back refills nothing. */
  #refill(): void {
    const now = this.#clock.now()
    const seconds = Math.max(0, now - this.#at) / 1000
    this.#available = Math.min(this.#plan.maximumAvailable, this.#available + seconds * this.#plan.restoreRate)
    this.#at = now
  }
}
