import type { ErrorObject } from 'ajv'
import type { SchemaCheck } from './compile.ts'
import { SyncError } from '../error/sync-error.ts'
import { sentence, type Sentence } from '../text/say.ts'

/** What Ajv says about the first thing that does not fit. */
export type Violation = Pick<ErrorObject, 'instancePath' | 'keyword' | 'params' | 'message'>

/** The first thing that a check found; it is asked right after the check said no. */
export function firstViolation({ errors }: Pick<SchemaCheck<unknown>, 'errors'>): Violation {
  return errors?.[0] ?? { instancePath: '', keyword: 'type', params: { type: 'object' } }
}

/** The payload of a message, or the body of a request, as its schema has it. Throws MESSAGE_MALFORMED naming the field. */
export function checkPayload<T>(payload: unknown, validate: SchemaCheck<T>): T {
  if (validate(payload)) return payload
  const violation = firstViolation(validate)
  throw new SyncError('MESSAGE_MALFORMED', { field: fieldName('payload', violation), problem: problemOf(violation) })
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

/** What is wrong, as a sentence of the text catalogue. */
export function problemOf(violation: Violation): Sentence {
  const { keyword, params } = violation
  switch (keyword) {
    case 'required':
      return sentence(params['missingProperty'] === 'inventoryItemId' ? 'finding.field.unlinked' : 'finding.field.missing')
    case 'unsafe':
      return sentence('finding.field.unsafe')
    case 'type':
      return sentence('finding.field.type', { type: listed(params['type']) })
    case 'enum':
      return sentence('finding.field.enum', { allowed: listed(params['allowedValues']) })
    case 'const':
      return sentence('finding.field.enum', { allowed: listed(params['allowedValue']) })
    case 'pattern':
      return sentence('finding.field.pattern', { pattern: listed(params['pattern']) })
    case 'format':
      return sentence('finding.field.date-time')
    case 'minimum':
    case 'exclusiveMinimum':
      return sentence('finding.field.minimum', { limit: listed(params['limit']) })
    case 'maximum':
      return sentence('finding.field.maximum', { limit: listed(params['limit']) })
    case 'minLength':
    case 'minItems':
      return sentence('finding.field.empty')
    case 'maxLength':
      return sentence('finding.field.longest', { limit: listed(params['limit']) })
    case 'additionalProperties':
      return sentence('finding.field.unknown', { property: listed(params['additionalProperty']) })
    default:
      return sentence('finding.field.other', { problem: violation.message ?? keyword })
  }
}

function listed(value: unknown): string {
  return (Array.isArray(value) ? value : [value]).map(String).join(', ')
}

/**
 * The problem of a line that came to a node out of order, by the kind that the node needs: which node goes between, or that none
 * does. Undefined when the order is not the trouble.
 */
export function orderProblem(needed: string, line: unknown): Sentence | undefined {
  const found: unknown = typeof line === 'object' && line !== null && 'kind' in line ? line.kind : undefined
  if (typeof found !== 'string' || !kinds.has(found) || found === needed) return undefined
  // A linked level line is a level line that has its item.
  if (found === 'level' && needed === 'linked-level') return undefined
  const between = nodesBetween[`${found} ${needed}`]
  return between === undefined ? sentence('finding.field.astray', { found, needed }) : sentence('finding.field.early', { found, between })
}

const kinds: ReadonlySet<string> = new Set(['picture', 'level', 'applied', 'failed', 'report'])

/** The nodes that make of the one kind of line what another needs. */
const nodesBetween: Readonly<Record<string, string>> = {
  'picture level': 'location-map',
  'picture linked-level': 'location-map, product-link',
}
