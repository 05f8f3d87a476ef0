import type { UserError } from '../../model/user-error.ts'
import type { View } from '../view.ts'

/** A user error as any of Shopify's `…UserError` types. */
export function userErrorView({ field, code, message }: UserError): View {
  return { field: field === null ? null : [...field], code, message }
}
