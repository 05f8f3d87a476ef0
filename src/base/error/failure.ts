import type { Subject } from '../messages/failed.ts'
import type { ErrorCode } from './catalogue.ts'
import type { ErrorValues } from './sync-error.ts'

/** A failure before it is put into words. Every SyncError is one; a refusal that nobody throws needs no stack. */
export interface Failure {
  readonly code: ErrorCode
  readonly values: ErrorValues
  readonly subject: Subject
}
