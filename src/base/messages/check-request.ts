import type { SchemaCheck } from './compile.ts'
import { SyncError } from '../error/sync-error.ts'
import { sentence } from '../text/say.ts'
import { unsafeKey } from './unsafe-key.ts'
import { checkPayload } from './violation.ts'

/** Checks the body of an admin request by its schema. Throws MESSAGE_MALFORMED naming the field. */
export function checkRequest<T>(ask: unknown, validate: SchemaCheck<T>): T {
  const unsafe = unsafeKey(ask)
  if (unsafe !== undefined) throw new SyncError('MESSAGE_MALFORMED', { field: unsafe.join('.'), problem: sentence('finding.field.unsafe') })
  return checkPayload(ask, validate)
}
