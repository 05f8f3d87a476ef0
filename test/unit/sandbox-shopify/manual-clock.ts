import type { Clock } from '../../../src/ports/clock.ts'
import type { Random } from '../../../src/ports/random.ts'

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #now = Date.UTC(2026, 10, 20, 12)
  #sleepers: { until: number; wake: () => void }[] = []

  now(): number {
    return this.#now
  }

  elapsed(): number {
    return this.#now
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#sleepers.push({ until: this.#now + ms, wake: resolve })
      signal?.addEventListener('abort', () => resolve())
    })
  }

  /** How many wait for a later time. */
  get sleeping(): number {
    return this.#sleepers.length
  }

  advance(ms: number): void {
    this.#now += ms
    const due = this.#sleepers.filter((sleeper) => sleeper.until <= this.#now)
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.until > this.#now)
    for (const sleeper of due) sleeper.wake()
  }
}

/** UUIDs that count. */
export function countingRandom(): Random {
  let count = 0
  return { next: () => 0.5, uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}` }
}
