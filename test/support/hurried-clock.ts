import type { Clock } from '../../src/ports/clock.ts'
import { realClock } from './real-clock.ts'

/** A clock on which so many times more time passes than on the wall; for waits behind a real socket. */
export function hurriedClock(times: number): Clock {
  const start = realClock.now()
  return {
    now: () => start + Math.round((realClock.now() - start) * times),
    elapsed: () => realClock.elapsed() * times,
    sleep: (ms, signal) => realClock.sleep(ms / times, signal),
  }
}
