import type { ThrottleStatus } from './pacing/throttle-status.ts'
import type { AdminDocument } from './documents/admin-document.ts'
import type { Answer, Exchange } from './exchange.ts'
import { maybe, no, type Fault } from './fault.ts'
import { graphQLFault } from './graphql-fault.ts'
import { statusFault } from './status-fault.ts'

/** What an exchange comes to. `retryAfter` in milliseconds. */
export type Verdict<T> =
  | { readonly kind: 'answer'; readonly data: T }
  | { readonly kind: 'throttled'; readonly status: ThrottleStatus | null; readonly retryAfter: number | null }
  | { readonly kind: 'fault'; readonly fault: Fault }

/** What came back: an answer to the document, a request to slow down, or a fault (requirement 7.2, shopify-facts 2). */
export function verdictOf<T>(exchange: Exchange, document: AdminDocument<T>): Verdict<T> {
  switch (exchange.kind) {
    case 'time-out':
      return fault({ ...maybe('SHOPIFY_TIMEOUT'), values: {} })
    case 'cut':
      return fault({ ...(exchange.sent ? maybe('SHOPIFY_UNREACHABLE') : no('SHOPIFY_UNREACHABLE')), values: { detail: exchange.detail } })
    case 'answer':
      return verdictOfAnswer(exchange, document)
  }
}

function verdictOfAnswer<T>(answer: Answer, document: AdminDocument<T>): Verdict<T> {
  const { status, data, errors, cost, retryAfter } = answer
  if (status === 429) return { kind: 'throttled', status: null, retryAfter }
  if (status !== 200) return fault(statusFault(status, errors.map(({ message }) => message).join(' · ')))
  if (errors.some(({ code }) => code === 'THROTTLED')) return { kind: 'throttled', status: cost?.status ?? null, retryAfter }

  const tellsWhatWasDone = document.kind === 'write' && showsSomething(data)
  // What a mutation did is told by its payload; an error beside it is about a field that could not be shown.
  if (errors.length > 0 && !tellsWhatWasDone) return fault(mostSerious(answer))
  if (document.isAnswer(data)) return { kind: 'answer', data }
  const said = errors.map(({ message }) => message).join(' · ')
  const detail = said === '' ? `not the answer to ${document.operation}, ${answer.contentType}` : said
  return fault({ ...maybe('SHOPIFY_ANSWER_INVALID'), values: { detail } })
}

/** True when something in the data is not null. */
function showsSomething(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.values(data).some((field) => field !== null)
}

/** A fault that leaves open whether the call was carried out weighs more than one that does not. */
function mostSerious({ data, errors }: Answer): Fault {
  const faults = errors.map((error) => graphQLFault(error, data === undefined || data === null))
  const first = faults.find(({ carriedOut }) => carriedOut === 'maybe') ?? faults[0]
  return first ?? { ...maybe('SHOPIFY_ANSWER_INVALID'), values: {} }
}

function fault<T>(found: Fault): Verdict<T> {
  return { kind: 'fault', fault: found }
}
