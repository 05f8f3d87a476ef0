import { randomUUID } from 'node:crypto'
import type { Clock } from '../../src/ports/clock.ts'
import type { Random } from '../../src/ports/random.ts'

/** Milliseconds, 24 days. */
const longestTimer = 2 ** 31 - 1

/** The clock of the machine. */
export const realClock: Clock = {
  now: () => Date.now(),
  elapsed: () => Math.floor(performance.now()),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve()
        return
      }
      // A longer one would go off at once.
      const timer = setTimeout(wake, Math.min(ms, longestTimer))
      function wake(): void {
        clearTimeout(timer)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      signal?.addEventListener('abort', wake, { once: true })
    }),
}

export const realRandom: Random = { next: () => Math.random(), uuid: () => randomUUID() }
