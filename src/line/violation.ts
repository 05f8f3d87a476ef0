import type { ErrorObject } from 'ajv'
import type { Say, TextValues } from '../text/say.ts'

/** What Ajv says about the first thing that does not fit. */
export type Violation = Pick<ErrorObject, 'instancePath' | 'keyword' | 'params' | 'message'>

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
      return say('finding.field.missing')
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

/** The sentences of `locales/en-US/finding.json`, for callers that have no catalogue at hand; a test keeps them equal. */
function english(key: string, values: TextValues = {}): string {
  const sentence = sentences[key.slice('finding.field.'.length)] ?? key
  return sentence.replace(/__(\w+?)__/g, (whole, name: string) => String(values[name] ?? whole))
}
