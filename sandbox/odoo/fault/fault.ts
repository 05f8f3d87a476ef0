/** What can go wrong with a request, on demand. */
export type Fault =
  /** A proxy answers instead of Odoo: 502 and 503 in HTML, 429 in JSON. */
  | { readonly kind: 'status'; readonly status: 429 | 500 | 502 | 503 | 504; readonly retryAfter?: number }
  /** The connection is cut: before, nothing was done; after, the work is committed and the answer lost. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  /** The server takes its time, before it does the work or after. */
  | { readonly kind: 'stall'; readonly ms: number; readonly when?: 'before' | 'after' }
  /** A conflict with another transaction that Odoo could not resolve; nothing was done. */
  | { readonly kind: 'serialization' }
  /** The right for the operation is missing. */
  | { readonly kind: 'access-denied' }
  /** Login or key are refused. */
  | { readonly kind: 'login-refused' }

/** Which requests a fault is for; what is not named matches everything. */
export interface FaultMatch {
  readonly transport?: 'xml-rpc' | 'json-rpc' | 'json-2'
  readonly model?: string
  readonly method?: string
}

/** A fault for the next requests that match. */
export interface FaultRule {
  readonly fault: Fault
  readonly match?: FaultMatch
  /** How many requests it hits; 1 when absent. */
  readonly times?: number
}
