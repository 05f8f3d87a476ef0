import type { Clock } from '../../../src/ports/clock.ts'

/** The clock of a world: it stands still until the history lets time pass, or sets it. */
export class WorldClock implements Clock {
  #passed = 0
  #start = Date.UTC(2026, 10, 20)
  /** The clock of another machine, which nobody sets. */
  readonly elsewhere = { now: (): number => Date.UTC(2026, 10, 20) + this.#passed }

  now(): number {
    return this.#start + this.#passed
  }

  elapsed(): number {
    return this.#passed
  }

  sleep(): Promise<void> {
    return Promise.resolve()
  }

  pass(ms: number): void {
    this.#passed += ms
  }

  /** Somebody sets the clock: no time passes. */
  set(by: number): void {
    this.#start += by
  }
}
