import type { GraphqlRequest } from '../graphql/shopify-graphql.ts'

/** The idempotency key that a request carries, read for the log only; null when there is none. */
export function idempotencyKeyIn({ query, variables }: GraphqlRequest): string | null {
  const found = /@idempotent\s*\(\s*key\s*:\s*(?:"([^"]*)"|\$(\w+))/.exec(query)
  if (found === null) return null
  const value = found[1] ?? variables[found[2] ?? '']
  return typeof value === 'string' ? value : null
}
