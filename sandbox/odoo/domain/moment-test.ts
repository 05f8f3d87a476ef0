import { PythonError, valueError } from '../error/python-error.ts'
import type { MajorVersion } from '../major-version.ts'
import { parseMoment, wholeSecond } from '../record/moment.ts'
import { pythonRepr } from './python-repr.ts'

const second = 1_000_000

/**
 * Compares a stored moment with the text of a domain, as odoo-facts 4 measured it: 17 and 18 compare the microseconds
 * of the database with the text as it stands; 19 takes the text for its whole second.
 */
export function momentTest(operator: string, value: unknown, version: MajorVersion): (micros: number) => boolean {
  const bound = boundOf(operator, value, version)
  if (version !== 19) return compare(operator, bound, bound)
  const start = wholeSecond(bound)
  switch (operator) {
    case '>':
      return (micros) => micros >= start + second
    case '<=':
      return (micros) => micros < start + second
    case '=':
      return (micros) => micros >= start && micros < start + second
    case '!=':
      return (micros) => micros < start || micros >= start + second
    default:
      return compare(operator, start, start)
  }
}

function compare(operator: string, low: number, high: number): (micros: number) => boolean {
  switch (operator) {
    case '>':
      return (micros) => micros > high
    case '>=':
      return (micros) => micros >= low
    case '<':
      return (micros) => micros < low
    case '<=':
      return (micros) => micros <= high
    case '!=':
      return (micros) => micros !== low
    default:
      return (micros) => micros === low
  }
}

function boundOf(operator: string, value: unknown, version: MajorVersion): number {
  const parsed = typeof value === 'string' ? parseMoment(value) : undefined
  if (parsed === undefined) throw notAMoment(value, version)
  if (version === 19) {
    if (parsed.zoned) throw valueError(`expecting only datetimes with no timezone: ${pythonRepr(value)}`)
    return parsed.micros
  }
  const endOfDay = parsed.dateOnly && (operator === '>' || operator === '<=')
  return endOfDay ? parsed.micros + 86_399 * second : parsed.micros
}

function notAMoment(value: unknown, version: MajorVersion): PythonError {
  if (version === 19) return valueError(`Invalid term ${pythonRepr(value)} in expression date: ${pythonRepr(value)}`)
  const name = 'psycopg2.errors.InvalidDatetimeFormat'
  return new PythonError(name, `invalid input syntax for type timestamp: ${JSON.stringify(String(value))}\n`)
}
