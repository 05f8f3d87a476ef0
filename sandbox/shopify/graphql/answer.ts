import type { GraphQLFormattedError } from 'graphql'
import type { ThrottleStatus } from '../cost/cost-bucket.ts'

/** How a request ended, as the request log names it. */
export type Outcome = 'ok' | 'user-errors' | 'errors' | 'throttled' | 'too-dear' | 'refused-document'

/** The body of an answer. */
export interface AnswerBody {
  readonly data?: unknown
  readonly errors?: readonly GraphQLFormattedError[]
  readonly extensions?: {
    readonly cost: { readonly requestedQueryCost: number; readonly actualQueryCost: number | null; readonly throttleStatus: ThrottleStatus }
  }
}

/** An answer with what the log keeps of it. */
export interface Answer {
  readonly body: AnswerBody
  readonly outcome: Outcome
  readonly requestedCost: number
  readonly actualCost: number
}

/** An answer without data: nothing ran, nothing was charged. */
export function refusedDocument(errors: readonly GraphQLFormattedError[]): Answer {
  return { body: { errors }, outcome: 'refused-document', requestedCost: 0, actualCost: 0 }
}

/** The budget does not reach (shopify-facts 2). */
export function throttled(requested: number, status: ThrottleStatus): Answer {
  const error = { message: 'Throttled', extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' } }
  const extensions = { cost: { requestedQueryCost: requested, actualQueryCost: null, throttleStatus: status } }
  return { body: { errors: [error], extensions }, outcome: 'throttled', requestedCost: requested, actualCost: 0 }
}

/** The query alone is dearer than any query may be. */
export function tooDear(cost: number, maxCost: number): Answer {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${maxCost}).`
  const documentation = 'https://shopify.dev/api/usage/rate-limits'
  const error = { message, extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost, documentation } }
  return { body: { errors: [error] }, outcome: 'too-dear', requestedCost: cost, actualCost: 0 }
}
