import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../src/ports/clock.ts'

/** The clock on the wall, for tests that speak through sockets. */
export const realClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  async sleep(ms, signal) {
    await wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
  },
}
