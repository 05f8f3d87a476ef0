import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../src/ports/clock.ts'

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
}
