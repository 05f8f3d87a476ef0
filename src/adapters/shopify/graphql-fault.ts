import type { GraphQLFault } from './exchange.ts'
import { maybe, no, type Fault, type FaultKind } from './fault.ts'
import { accessScopesIn } from './access-scope.ts'

/** What a code in the `errors` of an answer means. THROTTLED is no fault and has no row. */
const byCode: Readonly<Record<string, FaultKind>> = {
  ACCESS_DENIED: no('SHOPIFY_SCOPE_MISSING'),
  BAD_REQUEST: no('SHOPIFY_QUERY_INVALID'),
  INTERNAL_SERVER_ERROR: maybe('SHOPIFY_BUSY'),
  INVALID_FIELD_ARGUMENTS: no('SHOPIFY_QUERY_INVALID'),
  INVALID_VARIABLE: no('SHOPIFY_QUERY_INVALID'),
  MAX_COST_EXCEEDED: no('SHOPIFY_QUERY_INVALID'),
  MAX_INPUT_SIZE_EXCEEDED: no('SHOPIFY_QUERY_INVALID'),
  RESOURCE_NOT_FOUND: no('SHOPIFY_QUERY_INVALID'),
  SERVICE_UNAVAILABLE: maybe('SHOPIFY_BUSY'),
  SHOP_INACTIVE: no('SHOPIFY_SHOP_UNAVAILABLE'),
  TIMEOUT: maybe('SHOPIFY_TIMEOUT'),
}

/**
 * The fault that an error of an answer stands for. An unknown one is a fault of the document when it points into it and
 * the answer has no data, because nothing was carried out then; otherwise nobody knows.
 */
export function graphQLFault(error: GraphQLFault, withoutData: boolean): Fault {
  const known = error.code !== null && Object.hasOwn(byCode, error.code) ? byCode[error.code] : undefined
  const kind = known ?? (error.located && withoutData ? no('SHOPIFY_QUERY_INVALID') : maybe('SHOPIFY_ANSWER_INVALID'))
  const detail = [error.code ?? '', error.message].filter((part) => part !== '').join(': ')
  const field = error.path.length === 0 ? {} : { field: error.path.join('.') }
  const scope = kind.code === 'SHOPIFY_SCOPE_MISSING' ? { scope: neededScope(error) } : {}
  return { ...kind, values: { detail, ...field, ...scope } }
}

/** The scope that is missing, or in its place whatever Shopify says of it. */
function neededScope({ requiredAccess, message, path }: GraphQLFault): string {
  return accessScopesIn(requiredAccess) ?? accessScopesIn(message) ?? (requiredAccess === '' ? path.join('.') : requiredAccess)
}
