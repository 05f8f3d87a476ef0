import { maybe, no, type Fault, type FaultKind } from './fault.ts'
import { accessScopesIn } from './access-scope.ts'

/** What an HTTP status means (shopify-facts 2); 200 and 429 are no faults and have no row. */
const byStatus: Readonly<Record<number, FaultKind>> = {
  400: no('SHOPIFY_QUERY_INVALID'),
  401: no('SHOPIFY_TOKEN_REFUSED'),
  402: no('SHOPIFY_SHOP_UNAVAILABLE'),
  404: no('SHOPIFY_SHOP_UNAVAILABLE'),
  405: no('SHOPIFY_QUERY_INVALID'),
  406: no('SHOPIFY_QUERY_INVALID'),
  408: maybe('SHOPIFY_TIMEOUT'),
  410: no('SHOPIFY_SHOP_UNAVAILABLE'),
  413: no('SHOPIFY_QUERY_INVALID'),
  414: no('SHOPIFY_QUERY_INVALID'),
  415: no('SHOPIFY_QUERY_INVALID'),
  422: no('SHOPIFY_QUERY_INVALID'),
  423: no('SHOPIFY_SHOP_UNAVAILABLE'),
  430: no('SHOPIFY_REFUSED'),
  504: maybe('SHOPIFY_TIMEOUT'),
  524: maybe('SHOPIFY_TIMEOUT'),
}

/** The fault that an HTTP status stands for. `says`: the words of the body. */
export function statusFault(status: number, says: string): Fault {
  const values = { status, detail: says === '' ? `HTTP ${status}` : says }
  const refusal = status < 500 ? refusalIn(says) : null
  if (refusal !== null) return { ...refusal, values }
  const scope = status === 403 ? accessScopesIn(says) : null
  if (scope !== null) return { ...no('SHOPIFY_SCOPE_MISSING'), values: { ...values, scope } }
  return { ...(byStatus[status] ?? ofHundred(status)), values }
}

/** Refusals of a login that have a cure of their own, by Shopify's words for them; null for every other. */
export function refusalIn(says: string): FaultKind | null {
  const words = says.toLowerCase()
  if (words.includes('non-expiring')) return no('SHOPIFY_TOKEN_ENDLESS')
  return words.includes('shop_not_permitted') ? no('SHOPIFY_SHOP_NOT_PERMITTED') : null
}

function ofHundred(status: number): FaultKind {
  if (status >= 500) return maybe('SHOPIFY_BUSY')
  if (status >= 400) return no('SHOPIFY_REFUSED')
  // A redirect leads to the main domain of a shop, or away from one that is closed; it is not followed.
  if (status >= 300) return no('SHOPIFY_SHOP_UNAVAILABLE')
  return maybe('SHOPIFY_ANSWER_INVALID')
}
