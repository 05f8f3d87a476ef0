/** Time enters the domain only through this, so that a test can replay any history. Milliseconds since 1970, UTC. */
export interface Clock {
  now(): number
  /** Resolves after `ms` milliseconds, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
