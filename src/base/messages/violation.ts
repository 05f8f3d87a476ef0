import type { ErrorObject } from 'ajv'
import type { SchemaCheck } from './compile.ts'
import { SyncError } from '../error/sync-error.ts'
import { sayFrom } from '../text/catalogue.ts'
import type { Say } from '../text/say.ts'

/** What Ajv says about the first thing that does not fit. */
export type Violation = Pick<ErrorObject, 'instancePath' | 'keyword' | 'params' | 'message'>

/** The first thing that a check found; it is asked right after the check said no. */
export function firstViolation({ errors }: Pick<SchemaCheck<unknown>, 'errors'>): Violation {
  return errors?.[0] ?? { instancePath: '', keyword: 'type', params: { type: 'object' } }
}

/** The payload of a message, or the body of a request, as its schema has it. Throws MESSAGE_MALFORMED naming the field. */
export function checkPayload<T>(payload: unknown, validate: SchemaCheck<T>, say?: Say): T {
  if (validate(payload)) return payload
  const violation = firstViolation(validate)
  throw new SyncError('MESSAGE_MALFORMED', { field: fieldName('payload', violation), problem: problemOf(violation, say) })
}

/** Name of the offending field as a person would write it, e.g. `payload[3].shopify.locationId`. */
export function fieldName(place: string, violation: Violation): string {
  const steps = violation.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const { missingProperty } = violation.params
  if (typeof missingProperty === 'string') steps.push(missingProperty)
  return steps.reduce((name, step) => (/^\d+$/.test(step) ? `${name}[${step}]` : `${name}.${step}`), place)
}

/** The problem in words; `say` gives the language, English without it. */
export function problemOf(violation: Violation, say: Say = english): string {
  const { keyword, params } = violation
  switch (keyword) {
    case 'required':
      return say(params['missingProperty'] === 'inventoryItemId' ? 'finding.field.unlinked' : 'finding.field.missing')
    case 'unsafe':
      return say('finding.field.unsafe')
    case 'type':
      return say('finding.field.type', { type: listed(params['type']) })
    case 'enum':
      return say('finding.field.enum', { allowed: listed(params['allowedValues']) })
    case 'const':
      return say('finding.field.enum', { allowed: listed(params['allowedValue']) })
    case 'pattern':
      return say('finding.field.pattern', { pattern: listed(params['pattern']) })
    case 'format':
      return say('finding.field.date-time')
    case 'minimum':
    case 'exclusiveMinimum':
      return say('finding.field.minimum', { limit: listed(params['limit']) })
    case 'maximum':
      return say('finding.field.maximum', { limit: listed(params['limit']) })
    case 'minLength':
    case 'minItems':
      return say('finding.field.empty')
    case 'maxLength':
      return say('finding.field.longest', { limit: listed(params['limit']) })
    case 'additionalProperties':
      return say('finding.field.unknown', { property: listed(params['additionalProperty']) })
    default:
      return say('finding.field.other', { problem: violation.message ?? keyword })
  }
}

function listed(value: unknown): string {
  return (Array.isArray(value) ? value : [value]).map(String).join(', ')
}

const sentences: Record<string, string> = {
  early: 'is a line of kind __found__, which cannot come here yet: put __between__ between',
  astray: 'is a line of kind __found__, which does not belong here: this node takes __needed__',
  unlinked: 'is missing: put product-link between',
  missing: 'is missing',
  unsafe: 'is a name that is not allowed',
  type: 'must be of type __type__',
  enum: 'must be one of: __allowed__',
  pattern: 'must match __pattern__',
  'date-time': 'must be a date and time like 2026-03-01T10:04:07Z',
  minimum: 'must be at least __limit__',
  maximum: 'must be at most __limit__',
  empty: 'must not be empty',
  longest: 'must have at most __limit__ characters',
  unknown: 'has the unknown entry __property__',
  other: '__problem__',
}

/**
 * The problem of a line that came to a node out of order, by the kind that the node needs: which node goes between, or that none
 * does. Undefined when the order is not the trouble.
 */
export function orderProblem(needed: string, line: unknown, say: Say = english): string | undefined {
  const found: unknown = typeof line === 'object' && line !== null && 'kind' in line ? line.kind : undefined
  if (typeof found !== 'string' || !kinds.has(found) || found === needed) return undefined
  // A linked level line is a level line that has its item.
  if (found === 'level' && needed === 'linked-level') return undefined
  const between = nodesBetween[`${found} ${needed}`]
  return between === undefined ? say('finding.field.astray', { found, needed }) : say('finding.field.early', { found, between })
}

const kinds: ReadonlySet<string> = new Set(['picture', 'level', 'applied', 'failed', 'report'])

/** The nodes that make of the one kind of line what another needs. */
const nodesBetween: Readonly<Record<string, string>> = {
  'picture level': 'location-map',
  'picture linked-level': 'location-map, product-link',
}

/** The sentences of `locales/en-US/finding.json`, for callers that have no catalogue at hand; a test keeps them equal. */
const english: Say = sayFrom({ finding: { field: sentences } })
