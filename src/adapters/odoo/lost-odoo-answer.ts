import type { ErrorCode } from '../../base/error/catalogue.ts'
import { SyncError, type ErrorValues } from '../../base/error/sync-error.ts'

/**
 * A write was sent and Odoo may have carried it out, but its answer did not arrive or cannot be read. Look in Odoo before
 * doing it again (requirement 7.6, odoo-facts 11). A write that fails with a plain `SyncError` changed nothing.
 */
export class LostOdooAnswer extends SyncError {
  constructor(code: ErrorCode, values: ErrorValues, cause?: unknown) {
    super(code, values, { cause })
    this.name = 'LostOdooAnswer'
  }
}
