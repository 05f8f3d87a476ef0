import { indexError, type PythonError, typeError, valueError } from '../error/python-error.ts'
import type { MajorVersion } from '../major-version.ts'
import type { DomainNode } from './node.ts'
import { pythonRepr, pythonTuple } from './python-repr.ts'

const operators = new Set([
  '=',
  '!=',
  '<>',
  '==',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'not in',
  'like',
  'not like',
  'ilike',
  'not ilike',
  '=like',
  '=ilike',
  '=?',
  'child_of',
  'parent_of',
  'any',
  'not any',
])

/** Reads a domain in prefix notation; refuses what the version refuses, with its words. */
export function parseDomain(domain: unknown, version: MajorVersion): DomainNode {
  if (domain === undefined || domain === null || domain === false || domain === '') return { kind: 'constant', value: true }
  if (!Array.isArray(domain)) throw notADomain(domain, version)
  const stack: DomainNode[] = []
  for (const item of domain.toReversed()) {
    if (item === '&' || item === '|') {
      const first = stack.pop()
      const second = stack.pop()
      if (first === undefined || second === undefined) throw malformed(domain, version)
      stack.push({ kind: item === '&' ? 'and' : 'or', parts: [first, second] })
    } else if (item === '!') {
      const part = stack.pop()
      if (part === undefined) throw malformed(domain, version)
      stack.push({ kind: 'not', part })
    } else {
      stack.push(parseLeaf(item, version))
    }
  }
  return stack.length === 1 && stack[0] ? stack[0] : { kind: 'and', parts: stack.toReversed() }
}

function parseLeaf(item: unknown, version: MajorVersion): DomainNode {
  if (!Array.isArray(item) || item.length !== 3) throw badItem(item, version)
  const [path, operator, value]: unknown[] = item
  if ((path === 1 || path === 0) && operator === '=') return { kind: 'constant', value: path === value }
  if (typeof path !== 'string' || typeof operator !== 'string') throw badItem(item, version)
  if (!operators.has(operator.toLowerCase())) {
    throw valueError(version === 19 ? `Invalid operator in condition ${pythonTuple(item)}` : `Invalid leaf ${pythonTuple(item)}`)
  }
  return { kind: 'leaf', path, operator: plainOperator(operator.toLowerCase()), value }
}

function plainOperator(operator: string): string {
  if (operator === '<>') return '!='
  return operator === '==' ? '=' : operator
}

function notADomain(domain: unknown, version: MajorVersion): PythonError {
  if (version === 19) return typeError(`Domain() invalid argument type for domain: ${pythonRepr(domain)}`)
  return typeof domain === 'string' ? indexError('string index out of range') : typeError(`${pythonRepr(domain)} is not a domain`)
}

function malformed(domain: unknown, version: MajorVersion): PythonError {
  const shown = pythonRepr(domain)
  return valueError(version === 19 ? `Domain() malformed domain ${shown}` : `Domain ${shown} is syntactically not correct.`)
}

function badItem(item: unknown, version: MajorVersion): PythonError {
  if (version === 19) return valueError(`Domain() invalid item in domain: ${pythonRepr(item)}`)
  if (!Array.isArray(item)) return indexError('string index out of range')
  return valueError(`not enough values to unpack (expected 3, got ${item.length})`)
}
