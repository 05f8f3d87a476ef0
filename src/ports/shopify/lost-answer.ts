import { SyncError, type ErrorValues } from '../../base/error/sync-error.ts'

/** What can have happened when the answer to a mutation did not arrive. */
export type LostCode = 'SHOPIFY_TIMEOUT' | 'SHOPIFY_UNREACHABLE' | 'SHOPIFY_BUSY' | 'SHOPIFY_ANSWER_INVALID'

/**
 * The answer to a mutation did not arrive (time-out, cut connection, 5xx): Shopify may or may not have carried it out.
 * Only the same key with the same body may be sent again (requirement 7.6).
 */
export class LostAnswer extends SyncError {
  constructor(code: LostCode, values: ErrorValues, cause?: unknown) {
    super(code, values, { cause })
    this.name = 'LostAnswer'
  }
}
