import type { ErrorCode } from '../../base/error/catalogue.ts'
import { SyncError, type ErrorValues } from '../../base/error/sync-error.ts'
import { LostAnswer, type LostCode } from '../../ports/shopify/lost-answer.ts'
import type { Redact } from '../../base/error/redact.ts'

/** What is wrong with an exchange, and whether the call may have been carried out all the same. */
export type Fault =
  | { readonly carriedOut: 'maybe'; readonly code: LostCode; readonly values: ErrorValues }
  | { readonly carriedOut: 'no'; readonly code: ErrorCode; readonly values: ErrorValues }

/** A kind of fault, as the tables have it. */
export type FaultKind = { readonly carriedOut: 'maybe'; readonly code: LostCode } | { readonly carriedOut: 'no'; readonly code: ErrorCode }

/** The call may have been carried out. */
export const maybe = (code: LostCode): FaultKind => ({ carriedOut: 'maybe', code })
/** The call was certainly not carried out. */
export const no = (code: ErrorCode): FaultKind => ({ carriedOut: 'no', code })

/** The error to throw: a mutation that may have been carried out is a lost answer (requirement 7.6). Holds no secret. */
export function faultError(
  fault: Fault,
  call: { readonly kind: 'read' | 'write'; readonly operation: string },
  shop: string,
  redact: Redact,
): SyncError {
  const told = Object.entries(fault.values).map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value] as const)
  const values: ErrorValues = { shop, operation: call.operation, ...Object.fromEntries(told) }
  if (fault.carriedOut === 'maybe' && call.kind === 'write') return new LostAnswer(fault.code, values)
  return new SyncError(fault.code, values)
}
