import { type DomainLeaf, type DomainNode, leaf } from '../domain/node.ts'
import { parseDomain } from '../domain/parse.ts'
import { pythonRepr, pythonTuple } from '../domain/python-repr.ts'
import { PythonError, valueError } from '../error/python-error.ts'
import type { Row, Value } from '../record/value.ts'
import { below, upTo } from './ancestry.ts'
import { type Env, sudo, withContext } from './env.ts'
import { emptyOf, type Field } from './field.ts'
import type { Model } from './model.ts'
import { searchIds } from './search.ts'
import { valueTest } from './value-test.ts'

export type Test = (row: Row) => boolean

/** Turns a domain into a test of rows. Everything that needs other models is looked up once, here. */
export function compile(env: Env, model: Model, node: DomainNode): Test {
  switch (node.kind) {
    case 'constant':
      return () => node.value
    case 'not': {
      const part = compile(env, model, node.part)
      return (row) => !part(row)
    }
    case 'and':
    case 'or': {
      const parts = node.parts.map((part) => compile(env, model, part))
      if (node.kind === 'or') return (row) => parts.some((part) => part(row))
      const [first, second] = parts
      if (parts.length === 2 && first && second) return (row) => first(row) && second(row)
      return (row) => parts.every((part) => part(row))
    }
    case 'leaf':
      return leafTest(env, model, node)
  }
}

function leafTest(env: Env, model: Model, term: DomainLeaf): Test {
  const dot = term.path.indexOf('.')
  const name = dot < 0 ? term.path : term.path.slice(0, dot)
  const field = model.fields[name]
  if (field === undefined) throw unknownField(env, model, name, term)
  const read = reader(env, name, field)
  if (dot >= 0) {
    const rest = leaf(term.path.slice(dot + 1), term.operator, term.value)
    if (field.relation === undefined) throw noProperty(env, model, name, rest.path, term)
    return inSet(read, related(env, field.relation, rest))
  }
  if (field.unsearchable) return unsearchable(env, model, name)
  if (term.operator === 'any' || term.operator === 'not any') {
    const test = inSet(read, related(env, field.relation ?? model.name, parseDomain(term.value, env.version)))
    return term.operator === 'any' ? test : (row) => !test(row)
  }
  if (term.operator === 'child_of' || term.operator === 'parent_of') {
    const relation = field.relation ?? model.name
    const ids = idsNamed(env, relation, term.value)
    return inSet(read, term.operator === 'child_of' ? below(env, relation, ids) : upTo(env, relation, ids))
  }
  if (field.relation !== undefined && namesRecords(term)) {
    const negative = term.operator === '!=' || term.operator.startsWith('not ')
    const operator = negative ? (term.operator === '!=' ? '=' : term.operator.slice(4)) : term.operator
    const test = inSet(read, idsByName(env, field.relation, operator, term.value))
    return negative ? (row) => !test(row) : test
  }
  const test = valueTest(field, term, env.version)
  return (row) => test(read(row))
}

/** Reads the value of a field of a row. */
export function reader(env: Env, name: string, field: Field): (row: Row) => Value {
  const compute = field.compute
  if (compute !== undefined) return (row) => compute(env, row)
  const { relation, inverse } = field
  if (field.type === 'one2many' && relation !== undefined && inverse !== undefined) {
    return (row) => env.tx.idsBy(relation, inverse, row.id)
  }
  const empty = emptyOf(field)
  return (row) => row[name] ?? empty
}

function inSet(read: (row: Row) => Value, ids: ReadonlySet<number>): Test {
  return (row) => {
    const value = read(row)
    if (typeof value === 'number') return ids.has(value)
    return Array.isArray(value) && value.some((id) => ids.has(id))
  }
}

function related(env: Env, model: string, node: DomainNode): Set<number> {
  return new Set(searchIds(withContext(sudo(env), { active_test: false }), model, node))
}

function namesRecords(term: DomainLeaf): boolean {
  if (term.operator.includes('like')) return true
  return typeof term.value === 'string' && ['=', '!='].includes(term.operator)
}

function idsByName(env: Env, model: string, operator: string, value: unknown): Set<number> {
  return related(env, model, leaf('display_name', operator, value))
}

function idsNamed(env: Env, model: string, value: unknown): number[] {
  if (typeof value === 'string') return [...idsByName(env, model, 'ilike', value)]
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
