import type { DomainLeaf } from '../domain/node.ts'
import { momentTest } from '../domain/moment-test.ts'
import { pythonRepr, pythonTuple } from '../domain/python-repr.ts'
import { likeTest } from '../domain/text-match.ts'
import { valueError } from '../error/python-error.ts'
import type { MajorVersion } from '../major-version.ts'
import type { Value } from '../record/value.ts'
import type { Field } from './field.ts'

type ValueTest = (value: Value) => boolean

/** A term of a domain on the value of its own field. */
export function valueTest(field: Field, term: DomainLeaf, version: MajorVersion): ValueTest {
  const { operator, value } = term
  if (operator === '=?') return value === false || value === null ? () => true : valueTest(field, { ...term, operator: '=' }, version)
  if (operator.includes('like')) return like(operator, value)
  if (operator === 'in' || operator === 'not in') return membership(field, operator, listOf(term, version), version)
  if (operator === '=' || operator === '!=') {
    const list: unknown[] = Array.isArray(value) ? value : [value]
    return membership(field, operator === '=' ? 'in' : 'not in', list, version)
  }
  return ordered(field, operator, value, version)
}

function listOf(term: DomainLeaf, version: MajorVersion): unknown[] {
  if (Array.isArray(term.value)) return term.value
  if (term.value === false || term.value === null || version === 19) return [term.value]
  throw valueError(`Invalid domain term ${pythonTuple([term.path, term.operator, term.value])}`)
}

function membership(field: Field, operator: string, list: readonly unknown[], version: MajorVersion): ValueTest {
  const wanted = new Set<unknown>()
  const moments: ((micros: number) => boolean)[] = []
  for (const item of list) {
    if (isEmpty(item)) addEmpty(field, wanted)
    else if (field.type === 'datetime') moments.push(momentTest('=', item, version))
    else wanted.add(normal(field, item))
  }
  const test: ValueTest = (value) => {
    if (typeof value === 'object') return value.length === 0 ? wanted.has(false) : value.some((id) => wanted.has(id))
    return wanted.has(value) || (typeof value === 'number' && moments.some((moment) => moment(value)))
  }
  return operator === 'in' ? test : (value) => !test(value)
}

function addEmpty(field: Field, wanted: Set<unknown>): void {
  wanted.add(false)
  if (field.type === 'float' || field.type === 'integer') wanted.add(0)
}

function isEmpty(item: unknown): boolean {
  return item === false || item === null || item === undefined
}

function normal(field: Field, item: unknown): unknown {
  if (field.type === 'float' || field.type === 'integer') return toNumber(item)
  if (field.type === 'boolean') return Boolean(item)
  return field.type === 'char' || field.type === 'selection' ? String(item) : item
}

function toNumber(item: unknown): number {
  const found = typeof item === 'boolean' || typeof item === 'number' ? Number(item) : Number(String(item))
  if (Number.isNaN(found)) throw valueError(`could not convert string to float: ${pythonRepr(item)}`)
  return found
}

function like(operator: string, value: unknown): ValueTest {
  const test = likeTest(operator, String(value === false ? '' : value))
  const positive: ValueTest = (found) => typeof found === 'string' && test(found)
  return operator.startsWith('not ') ? (found) => !positive(found) : positive
}

function ordered(field: Field, operator: string, value: unknown, version: MajorVersion): ValueTest {
  if (field.type === 'datetime') {
    const test = momentTest(operator, value, version)
    return (found) => typeof found === 'number' && test(found)
  }
  if (field.type === 'char' || field.type === 'selection' || field.type === 'date') {
    const bound = String(value)
    return (found) => typeof found === 'string' && compareTo(operator, found < bound ? -1 : Number(found > bound))
  }
  const bound = toNumber(value)
  return (found) => (typeof found === 'number' || field.type === 'float') && compareTo(operator, Number(found) - bound)
}

function compareTo(operator: string, difference: number): boolean {
  if (operator === '>') return difference > 0
  if (operator === '>=') return difference >= 0
  return operator === '<' ? difference < 0 : difference <= 0
}
