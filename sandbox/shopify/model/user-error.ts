/** One entry of `userErrors`: Shopify understood the mutation and refused it, or one row of it (shopify-facts 1.5). */
export interface UserError {
  readonly field: readonly string[] | null
  readonly code: string | null
  readonly message: string
}

/** A user error; `field` null names nothing. */
export function userError(field: readonly string[] | null, code: string | null, message: string): UserError {
  return { field, code, message }
}
