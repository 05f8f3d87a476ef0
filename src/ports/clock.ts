/** Time enters the domain only through this, so that a test can replay any history. */
export interface Clock {
  /** Milliseconds since 1970, UTC: for people, and for what must be compared after a restart. It jumps when the clock is set. */
  now(): number
  /** Milliseconds since some moment: for durations. It never goes back, and no clock that is set moves it. */
  elapsed(): number
  /** Resolves after `ms` milliseconds, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
