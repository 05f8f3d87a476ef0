import type { Clock } from '../../src/ports/clock.ts'
import type { Running } from './match-runner.ts'

export interface NewProductsTools {
  readonly clock: Clock
  /** Time between two such matches, in milliseconds. */
  readonly soonest: number
  /** Matches what changed, with these products. */
  readonly match: (products: readonly number[]) => Running
  /** Hears of a match that begins by itself, when the time between two such matches is over. */
  readonly begun: (match: Running) => void
}

/** How often the time between two such matches is doubled at most, while matches fail. */
const doublingsAtMost = 6
/** More are not looked for one by one: what is new in either system is found by its time of change. */
export const newProductsAtMost = 250

/**
 * Asks for matches because of products that have no link, and may have one by now: at most one in `soonest`. What turns up
 * meanwhile is remembered and asked for when the time is over, and so is what a match that failed was asked for, after twice
 * the time for each that failed. Time is measured by a timer: a clock that is set back does not make anything wait.
 */
export class NewProducts {
  readonly #tools: NewProductsTools
  readonly #closing = new AbortController()
  readonly #waiting = new Set<number>()
  #paused = false
  #failures = 0

  constructor(tools: NewProductsTools) {
    this.#tools = tools
  }

  /** The match that was asked for, or undefined when it has to wait for its turn. */
  ask(productIds: readonly number[]): Running | undefined {
    this.#remember(productIds)
    return this.#paused ? undefined : this.#begin()
  }

  /** Nothing is asked for any more. */
  close(): void {
    this.#closing.abort()
  }

  #begin(): Running {
    const products = [...this.#waiting]
    this.#waiting.clear()
    this.#paused = true
    const match = this.#tools.match(products)
    void this.#pause(match, products)
    return match
  }

  /** Never rejects. */
  async #pause(match: Running, products: readonly number[]): Promise<void> {
    const { clock, soonest, begun } = this.#tools
    const { signal } = this.#closing
    const failing = match.stored.then(
      () => {
        this.#failures = 0
        return false
      },
      () => {
        this.#failures += 1
        this.#remember(products)
        return true
      },
    )
    await clock.sleep(soonest, signal)
    if (!signal.aborted && (await failing)) await clock.sleep(soonest * (2 ** Math.min(this.#failures, doublingsAtMost) - 1), signal)
    this.#paused = false
    if (this.#waiting.size > 0 && !signal.aborted) begun(this.#begin())
  }

  #remember(productIds: readonly number[]): void {
    for (const id of productIds) {
      if (this.#waiting.size >= newProductsAtMost) return
      this.#waiting.add(id)
    }
  }
}
