import type { Clock } from '../../../src/ports/clock.ts'
import type { Random } from '../../../src/ports/random.ts'
import type { IdempotencyMode } from './idempotency.ts'
import type { SetRules } from './set-rules.ts'
import type { ShopEvent } from './shop-event.ts'

/** How a simulated shop behaves. Time and randomness are parameters, so that any history can be replayed. */
export interface ModelOptions extends Partial<SetRules> {
  readonly clock: Pick<Clock, 'now'>
  readonly random: Pick<Random, 'uuid'>
  /** What a key does the second time; `replay` when absent. */
  readonly idempotency?: IdempotencyMode
  /** Whether a call that was refused with user errors counts as a failed attempt of its key [unknown]; true when absent. */
  readonly refusalsBurnKey?: boolean
  /** How many adjustment groups the inventory history keeps; 1,000 when absent. */
  readonly historyLimit?: number
  /** Hears of everything that a webhook may tell, at the moment it happens. */
  readonly onEvent?: (event: ShopEvent) => void
}
