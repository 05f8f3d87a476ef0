import { isDocumentUri, reasons } from './reasons.ts'
import { userError, type UserError } from './user-error.ts'

/** What set and adjust have in common. */
export interface ChangeRequest {
  readonly name: string
  readonly reason: string
  readonly referenceDocumentUri?: string | null
  /** The API version of the call, e.g. `2026-10`. */
  readonly apiVersion: string
}

/** What is wrong with a request as a whole; its rows are looked at only when nothing is. */
export function requestErrors(request: ChangeRequest): UserError[] {
  const errors: UserError[] = []
  if (!reasons.includes(request.reason)) {
    const message = `The specified reason is invalid. Valid values are: ${reasons.join(', ')}.`
    errors.push(userError(['input', 'reason'], 'INVALID_REASON', message))
  }
  const uri = request.referenceDocumentUri ?? null
  if (uri !== null && !isDocumentUri(uri)) {
    errors.push(userError(['input', 'referenceDocumentUri'], 'INVALID_REFERENCE_DOCUMENT', 'The specified reference document is invalid.'))
  }
  return errors
}

/** From this version on a quantity may be set where the item is not stocked (shopify-facts 1.8). */
export const setsWithoutStocking = '2026-10'
