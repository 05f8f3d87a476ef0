import type { Clock } from '../../src/ports/clock.ts'
import type { ThrottleStatus } from '../../src/adapters/shopify/pacing/throttle-status.ts'

/** Shopify's leaky bucket as shopify-facts 2 describes it: charged in front, refused when short, surplus given back. */
export class SimulatedBucket {
  readonly #clock: Clock
  readonly #max: number
  readonly #rate: number
  #level: number
  #at: number
  #used = 0

  constructor(clock: Clock, max: number, rate: number) {
    this.#clock = clock
    this.#max = max
    this.#rate = rate
    this.#level = max
    this.#at = clock.now()
  }

  /** Points that were really used so far. */
  get used(): number {
    return this.#used
  }

  status(): ThrottleStatus {
    const now = this.#clock.now()
    this.#level = Math.min(this.#max, this.#level + ((now - this.#at) / 1000) * this.#rate)
    this.#at = now
    return { maximumAvailable: this.#max, currentlyAvailable: this.#level, restoreRate: this.#rate }
  }

  /** False when the call is throttled. */
  arrive(requested: number): boolean {
    if (this.status().currentlyAvailable < requested) return false
    this.#level -= requested
    return true
  }

  end(requested: number, actual: number): void {
    this.status()
    this.#level = Math.min(this.#max, this.#level + requested - actual)
    this.#used += actual
  }
}
