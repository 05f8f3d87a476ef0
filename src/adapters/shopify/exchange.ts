import type { CallCost } from './pacing/throttle-status.ts'

/** One error in the `errors` of an answer. */
export interface GraphQLFault {
  readonly message: string
  readonly code: string | null
  /** Present when the document itself is at fault. */
  readonly located: boolean
  readonly path: readonly string[]
  /** Shopify's words on what access is needed, on ACCESS_DENIED. */
  readonly requiredAccess: string
}

/** An answer that the admin client took apart. */
export interface Answer {
  readonly kind: 'answer'
  readonly status: number
  /** Header X-Shopify-API-Version; null when there is none. */
  readonly version: string | null
  /** Milliseconds that the header Retry-After asks for; null when there is none. */
  readonly retryAfter: number | null
  readonly data: unknown
  readonly errors: readonly GraphQLFault[]
  readonly cost: CallCost | null
  readonly contentType: string
}

/** What came of sending one document once. */
export type Exchange = Answer | { readonly kind: 'time-out' } | { readonly kind: 'cut'; readonly sent: boolean; readonly detail: string }
