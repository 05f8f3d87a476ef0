import type { Clock } from '../../src/ports/clock.ts'
import { TimeHeap, type Due } from './time-heap.ts'

interface Sleeper extends Due {
  awake: boolean
  readonly wake: () => void
}

/**
 * A clock that stands still until it is told to go on. Sleepers wake in the order of their time, then of their falling
 * asleep, and everything a sleeper sets off has run before the next one wakes; so one history always runs the same way.
 * Promises that wait for real input or output (a socket) do not count as set off: use real time for those.
 */
export class VirtualClock implements Clock {
  /** Time that has passed; the clock shows it from `#start` on, which moves when it is set. */
  #passed = 0
  #start: number
  #order = 0
  #sleeping = 0
  readonly #sleepers = new TimeHeap<Sleeper>()

  constructor(start = Date.UTC(2026, 10, 20)) {
    this.#start = start
  }

  now(): number {
    return this.#start + this.#passed
  }

  elapsed(): number {
    return this.#passed
  }

  /** Somebody sets the clock: no time passes. */
  set(by: number): void {
    this.#start += by
  }

  /** How many sleepers there are. */
  get sleeping(): number {
    return this.#sleeping
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve()
        return
      }
      const wake = (): void => {
        if (sleeper.awake) return
        sleeper.awake = true
        this.#sleeping -= 1
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const sleeper = { due: this.#passed + Math.max(0, ms), order: this.#order++, wake, awake: false }
      this.#sleeping += 1
      this.#sleepers.add(sleeper)
      signal?.addEventListener('abort', wake)
    })
  }

  /** Lets `ms` milliseconds pass. */
  async advance(ms: number): Promise<void> {
    const end = this.#passed + ms
    await settled()
    for (let next = this.#next(); next !== undefined && next.due <= end; next = this.#next()) await this.#wake(next)
    this.#passed = end
  }

  /** Lets time pass until the promise is settled, and gives what it gives. Fails when nobody sleeps and it never will be. */
  async run<T>(promise: Promise<T>): Promise<T> {
    let over = false
    const end = (): void => {
      over = true
    }
    promise.then(end, end)
    await settled()
    while (!over) {
      const next = this.#next()
      if (next === undefined) throw new Error('The promise waits for something that no clock brings about')
      await this.#wake(next)
    }
    return await promise
  }

  async #wake(sleeper: Sleeper): Promise<void> {
    this.#passed = Math.max(this.#passed, sleeper.due)
    sleeper.wake()
    await settled()
  }

  #next(): Sleeper | undefined {
    let first = this.#sleepers.first()
    while (first?.awake === true) {
      this.#sleepers.takeFirst()
      first = this.#sleepers.first()
    }
    return first
  }
}

/** Resolves when every promise that can go on has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
