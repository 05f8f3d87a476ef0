import type { ValidateFunction } from 'ajv'
import { SyncError } from '../error/sync-error.ts'
import type { Say } from '../text/say.ts'
import { unsafeKey } from './unsafe-key.ts'
import { fieldName, problemOf } from './violation.ts'

/** Checks the body of an admin request by its schema. Throws MESSAGE_MALFORMED naming the field. */
export function checkAsk<T>(ask: unknown, validate: ValidateFunction<T>, say: Say): T {
  const unsafe = unsafeKey(ask)
  if (unsafe !== undefined) throw malformed(unsafe.join('.'), say('finding.field.unsafe'))
  if (validate(ask)) return ask
  const violation = validate.errors?.[0] ?? { instancePath: '', keyword: 'type', params: { type: 'object' } }
  throw malformed(fieldName('payload', violation), problemOf(violation, say))
}

function malformed(field: string, problem: string): SyncError {
  return new SyncError('MESSAGE_MALFORMED', { field, problem })
}
