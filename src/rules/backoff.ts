import type { Random } from '../ports/random.ts'

export interface Backoff {
  /** Longest wait before the first retry, in milliseconds. */
  readonly base: number
  /** Longest wait of all, in milliseconds. */
  readonly cap: number
}

/**
 * How long to wait before a retry, in whole milliseconds: between half and the whole of `base * 2^attempt`, never above
 * `cap` (requirement 7.2). The first retry is attempt 0. The random half keeps many clients from coming back together.
 */
export function backoffDelay(attempt: number, random: Random, backoff: Backoff): number {
  const ceiling = Math.min(backoff.cap, backoff.base * 2 ** Math.max(0, attempt))
  return Math.round(ceiling / 2 + (random.next() * ceiling) / 2)
}
