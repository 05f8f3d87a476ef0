import { randomUUID } from 'node:crypto'
import type { Clock } from '../../src/clock.ts'
import type { Random } from '../../src/random.ts'

/** The clock of the machine. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve()
        return
      }
      const timer = setTimeout(wake, ms)
      function wake(): void {
        clearTimeout(timer)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      signal?.addEventListener('abort', wake, { once: true })
    }),
}

export const realRandom: Random = { next: () => Math.random(), uuid: () => randomUUID() }
