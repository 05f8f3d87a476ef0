import type { Subject } from '../messages/failed.ts'
import type { TextValues } from '../text/say.ts'
import { errorCatalogue, type ErrorCode } from './catalogue.ts'

export type ErrorValues = TextValues

/**
 * The one error class of this package. It carries a code from the catalogue and the values of its sentence; the
 * sentence itself is rendered at the edge, in the language of the runtime. Never put a secret into `values`.
 */
export class SyncError extends Error {
  readonly code: ErrorCode
  readonly values: ErrorValues
  readonly subject: Subject

  constructor(code: ErrorCode, values: ErrorValues = {}, options: { subject?: Subject; cause?: unknown } = {}) {
    super(`${code} ${JSON.stringify(values)}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'SyncError'
    this.code = code
    this.values = values
    this.subject = options.subject ?? {}
  }

  /** True when the fault is expected to pass by itself, so that trying again is right (requirement 7.2). */
  get temporary(): boolean {
    return errorCatalogue[this.code].retry === 'automatic'
  }
}
