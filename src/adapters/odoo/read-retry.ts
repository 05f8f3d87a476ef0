import type { Clock } from '../../ports/clock.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { Random } from '../../ports/random.ts'
import { backoffDelay } from '../../rules/backoff.ts'

const usualRetries = 3
const backoff = { base: 500, cap: 8_000 }

/** Runs a read again when its fault is expected to pass, three times unless told otherwise, waiting longer each time (requirement 7.2). */
export async function retryRead<T>(
  run: () => Promise<T>,
  clock: Clock,
  random: Random,
  closed: AbortSignal,
  retries = usualRetries,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      const again = error instanceof SyncError && error.temporary && attempt < retries && !closed.aborted
      if (!again) throw error
      await clock.sleep(backoffDelay(attempt, random, backoff), closed)
    }
  }
}
