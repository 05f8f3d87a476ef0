import { GraphQLError } from 'graphql'

/** A top-level error with Shopify's code in `extensions` (shopify-facts 1.2). */
export function refusal(code: string, message: string, extensions: Readonly<Record<string, unknown>> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } })
}
