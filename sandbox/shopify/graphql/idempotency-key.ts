import { getDirectiveValues, type GraphQLResolveInfo } from 'graphql'
import { refusal } from './refusal.ts'

/**
 * The key of a mutation's `@idempotent(key:)`. The directive stands on the field and is demanded when the mutation
 * runs, not by the schema (shopify-facts 1.2).
 */
export function idempotencyKey(info: GraphQLResolveInfo): string {
  const directive = info.schema.getDirective('idempotent')
  const node = info.fieldNodes[0]
  const values = directive && node && getDirectiveValues(directive, node, info.variableValues)
  const key: unknown = values?.['key']
  if (typeof key !== 'string') throw refusal('BAD_REQUEST', 'The @idempotent directive is required for this mutation but was not provided.')
  if (key.trim() === '') throw refusal('BAD_REQUEST', 'The idempotency key must not be blank.')
  return key
}
