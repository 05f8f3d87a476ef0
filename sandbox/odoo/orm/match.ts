import { type DomainLeaf, type DomainNode, leaf } from '../domain/node.ts'
import { parseDomain } from '../domain/parse.ts'
import { pythonRepr, pythonTuple } from '../domain/python-repr.ts'
import { PythonError, valueError } from '../error/python-error.ts'
import type { Row, Value } from '../record/value.ts'
import { below, upTo } from './ancestry.ts'
import { type Env, sudo, withContext } from './env.ts'
import type { Model } from './model.ts'
import { reader } from './reader.ts'
import { valueTest } from './value-test.ts'

export type Test = (row: Row) => boolean
/** Looks up the records of another model that match. */
export type Find = (env: Env, model: string, node: DomainNode) => number[]

/** Turns a domain into a test of rows. Everything that needs other models is looked up once, here. */
export function compile(env: Env, model: Model, node: DomainNode, find: Find): Test {
  if (node.kind === 'leaf') return leafTest(env, model, node, find)
  if (node.kind === 'constant') return () => node.value
  if (node.kind === 'not') {
    const part = compile(env, model, node.part, find)
    return (row) => !part(row)
  }
  const parts = node.parts.map((part) => compile(env, model, part, find))
  if (node.kind === 'or') return (row) => parts.some((part) => part(row))
  const [first, second] = parts
  if (parts.length === 2 && first && second) return (row) => first(row) && second(row)
  return (row) => parts.every((part) => part(row))
}

function leafTest(env: Env, model: Model, term: DomainLeaf, find: Find): Test {
  const dot = term.path.indexOf('.')
  const name = dot < 0 ? term.path : term.path.slice(0, dot)
  const field = model.fields[name]
  if (field === undefined) throw unknownField(env, model, name, term)
  const read = reader(env, name, field)
  if (dot >= 0) {
    const rest = leaf(term.path.slice(dot + 1), term.operator, term.value)
    if (field.relation === undefined) throw noProperty(env, model, name, rest.path, term)
    return inSet(read, related(find, env, field.relation, rest))
  }
  if (field.unsearchable) return unsearchable(env, model, name)
  if (term.operator === 'any' || term.operator === 'not any') {
    const test = inSet(read, related(find, env, field.relation ?? model.name, parseDomain(term.value, env.version)))
    return term.operator === 'any' ? test : (row) => !test(row)
  }
  if (term.operator === 'child_of' || term.operator === 'parent_of') {
    const relation = field.relation ?? model.name
    const ids = idsNamed(find, env, relation, term.value)
    return inSet(read, term.operator === 'child_of' ? below(env, relation, ids) : upTo(env, relation, ids))
  }
  if (field.relation !== undefined && namesRecords(term)) {
    const negative = term.operator === '!=' || term.operator.startsWith('not ')
    const operator = negative ? (term.operator === '!=' ? '=' : term.operator.slice(4)) : term.operator
    const test = inSet(read, idsByName(find, env, field.relation, operator, term.value))
    return negative ? (row) => !test(row) : test
  }
  const test = valueTest(field, term, env.version)
  return (row) => test(read(row))
}

function inSet(read: (row: Row) => Value, ids: ReadonlySet<number>): Test {
  return (row) => {
    const value = read(row)
    if (typeof value === 'number') return ids.has(value)
    return Array.isArray(value) && value.some((id) => ids.has(id))
  }
}

function related(find: Find, env: Env, model: string, node: DomainNode): Set<number> {
  return new Set(find(withContext(sudo(env), { active_test: false }), model, node))
}

function namesRecords(term: DomainLeaf): boolean {
  if (term.operator.includes('like')) return true
  return typeof term.value === 'string' && ['=', '!='].includes(term.operator)
}

function idsByName(find: Find, env: Env, model: string, operator: string, value: unknown): Set<number> {
  return related(find, env, model, leaf('display_name', operator, value))
}

function idsNamed(find: Find, env: Env, model: string, value: unknown): number[] {
  if (typeof value === 'string') return [...idsByName(find, env, model, 'ilike', value)]
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.filter((item) => typeof item === 'number')
}

function unsearchable(env: Env, model: Model, name: string): Test {
  if (env.version === 19) throw valueError(`Cannot convert ${model.name}.${name} to SQL because it is not stored`)
  return () => true
}

function unknownField(env: Env, model: Model, name: string, term: DomainLeaf): PythonError {
  const place = env.version === 19 ? 'condition' : 'leaf'
  const shown = pythonTuple([term.path, term.operator, term.value])
  return valueError(`Invalid field ${model.name}.${name} in ${place} ${shown}`)
}

function noProperty(env: Env, model: Model, name: string, property: string, term: DomainLeaf): PythonError {
  if (env.version === 19) return valueError(`Invalid field property ${pythonRepr(property)} on ${model.name}.${name}`)
  const shown = pythonTuple([term.path, term.operator, term.value])
  return new PythonError('builtins.AssertionError', `Invalid field ${pythonRepr(term.path)} in domain term ${shown}`)
}
