import type { CallCost, ThrottleStatus } from './pacing/throttle-status.ts'
import type { GraphQLFault } from './exchange.ts'
import { isPlainObject } from '../../base/plain-object.ts'

/** `errors` as they come: a list as GraphQL has it, a text, or an object of texts as the REST side has it (shopify-facts 2). */
export function readFaults(errors: unknown): GraphQLFault[] {
  if (errors === undefined || errors === null) return []
  if (Array.isArray(errors)) return errors.map(readFault)
  return [{ ...nothing, message: typeof errors === 'string' ? errors : JSON.stringify(errors) }]
}

const nothing: GraphQLFault = { message: '', code: null, located: false, path: [], requiredAccess: '' }

function readFault(error: unknown): GraphQLFault {
  if (typeof error === 'string') return { ...nothing, message: error }
  if (!isPlainObject(error)) return { ...nothing, message: JSON.stringify(error) }
  const extensions = isPlainObject(error['extensions']) ? error['extensions'] : {}
  return {
    message: textOf(error['message']),
    code: typeof extensions['code'] === 'string' ? extensions['code'] : null,
    located: Array.isArray(error['locations']),
    path: Array.isArray(error['path']) ? error['path'].map(String) : [],
    requiredAccess: textOf(extensions['requiredAccess']),
  }
}

const longestRefillSeconds = 600
/** No plan has a bucket of more than a hundredth of this. */
const mostPoints = 10_000_000

/** The cost of a call, or null when the answer does not tell it in full. */
export function readCost(extensions: unknown): CallCost | null {
  const cost = isPlainObject(extensions) ? extensions['cost'] : undefined
  if (!isPlainObject(cost)) return null
  const status = readStatus(cost['throttleStatus'])
  const requested = cost['requestedQueryCost']
  const actual = cost['actualQueryCost'] ?? null
  if (status === null || !isPoints(requested) || (actual !== null && !isPoints(actual))) return null
  return { requested, actual, status }
}

function readStatus(status: unknown): ThrottleStatus | null {
  if (!isPlainObject(status)) return null
  const { maximumAvailable, currentlyAvailable, restoreRate } = status
  if (!isPoints(maximumAvailable) || !isPoints(restoreRate) || maximumAvailable === 0 || restoreRate === 0) return null
  if (typeof currentlyAvailable !== 'number' || !(Math.abs(currentlyAvailable) <= maximumAvailable)) return null
  // Whoever believed a bucket that takes days to fill would wait as long; real ones take 20 seconds (shopify-facts 2). A slow one
  // that restores a point a second is believed: its figures passed over, every other call would be refused.
  if (restoreRate < 1 && maximumAvailable / restoreRate > longestRefillSeconds) return null
  return { maximumAvailable, currentlyAvailable, restoreRate }
}

/** Header Retry-After in seconds, as milliseconds; a date or nonsense counts as absent. */
export function readRetryAfter(header: string | null): number | null {
  if (header === null || !/^\s*\d+(\.\d+)?\s*$/.test(header)) return null
  return Number(header) * 1000
}

function isPoints(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= mostPoints
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
