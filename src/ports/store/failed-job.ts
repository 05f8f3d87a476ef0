import type { UnsaidFailure } from '../../base/messages/failed.ts'

/** A failed job as kept: the same cause on the same item is one job with a count (requirement 7.10). */
export interface FailedJob {
  readonly id: string
  /** code + subject, the identity of the cause. */
  readonly cause: string
  readonly failure: UnsaidFailure
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
  /** Clock time since when it is in its state; of a dismissed one that was met again, the time of that. */
  readonly since: number
  readonly state: 'open' | 'retrying' | 'dismissed' | 'resolved'
  readonly note: string | null
}

export interface FailedJobFilter {
  readonly ids?: readonly string[]
  readonly code?: string
  readonly class?: string
  readonly sku?: string
  readonly shop?: string
  /** Id or name of the Shopify location, or name of the Odoo location. */
  readonly location?: string
  readonly state?: FailedJob['state']
  readonly limit?: number
  readonly offset?: number
  /** Only jobs behind this one in the order of the list; cheap however far behind, which `offset` is not. */
  readonly after?: Pick<FailedJob, 'lastAt' | 'id'>
}
