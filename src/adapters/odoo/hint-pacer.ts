import type { Clock } from '../../ports/clock.ts'

/** How hints become readings, in milliseconds. */
export interface HintPace {
  /** From a hint to the reading: a transfer of many lines tells one hint per line. */
  readonly settle: number
  /** From one reading to the next at least. */
  readonly apart: number
  /** From the last hint to a second look: Odoo 17 and 18 tell before they commit (odoo-facts 13). */
  readonly again: number
}

const usual: HintPace = { settle: 1000, apart: 2000, again: 6000 }

/** Turns any number of hints into few readings. It carries nothing: what is true is read, never taken from a hint. */
export class HintPacer {
  readonly #clock: Clock
  readonly #ring: () => void
  readonly #pace: HintPace
  readonly #stopping = new AbortController()
  #hint = new AbortController()
  #waiting = false
  #hintedAt = 0
  #rungAt = Number.NEGATIVE_INFINITY
  #running: Promise<void> | undefined

  constructor(clock: Clock, ring: () => void, pace = usual) {
    this.#clock = clock
    this.#ring = ring
    this.#pace = pace
  }

  /** Something may have changed. */
  hint(): void {
    if (this.#stopping.signal.aborted) return
    this.#waiting = true
    this.#hintedAt = this.#clock.elapsed()
    this.#hint.abort()
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
      if (this.#waiting) this.hint()
    })
  }

  /** Resolves when nothing is rung any more. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    const { settle, apart, again } = this.#pace
    while (!this.#stopping.signal.aborted) {
      if (this.#waiting) {
        await this.#sleep(Math.max(settle, this.#rungAt + apart - this.#clock.elapsed()))
        this.#waiting = false
        this.#now()
      } else {
        this.#hint = new AbortController()
        await this.#sleep(this.#hintedAt + again - this.#clock.elapsed(), this.#hint.signal)
        if (this.#waiting) continue
        return this.#now()
      }
    }
  }

  #now(): void {
    if (this.#stopping.signal.aborted) return
    this.#rungAt = this.#clock.elapsed()
    this.#ring()
  }

  async #sleep(ms: number, early?: AbortSignal): Promise<void> {
    const signals = early === undefined ? [this.#stopping.signal] : [this.#stopping.signal, early]
    await this.#clock.sleep(Math.max(0, ms), AbortSignal.any(signals))
  }
}
