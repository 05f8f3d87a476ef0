import { pythonRepr } from '../domain/python-repr.ts'
import { userError, valueError } from '../error/python-error.ts'
import type { Row, Value } from '../record/value.ts'
import type { Env } from './env.ts'
import { isStored } from './field.ts'
import type { Model } from './model.ts'

export interface OrderTerm {
  readonly field: string
  readonly descending: boolean
}

type Compare = (a: Row, b: Row) => number

/** Reads an `order` text; refuses what Odoo refuses. */
export function parseOrder(env: Env, model: Model, order: string): OrderTerm[] {
  return order.split(',').flatMap((part) => {
    const found = /^\s*([a-z_][\w.]*)(?:\s+(asc|desc))?(?:\s+nulls\s+(?:first|last))?\s*$/i.exec(part)
    const name = found?.[1]
    if (name === undefined) throw invalidOrder(order)
    const field = model.fields[name]
    if (field === undefined) throw valueError(`Invalid field ${pythonRepr(name)} on model ${pythonRepr(model.name)}`)
    if (name !== 'display_name' && !isStored(field)) {
      if (env.version === 17) return []
      throw valueError(`Cannot convert ${model.name}.${name} to SQL because it is not stored`)
    }
    return [{ field: name, descending: found?.[2]?.toLowerCase() === 'desc' }]
  })
}

function invalidOrder(order: string): Error {
  return userError(
    `Invalid "order" specified (${order}). A valid "order" specification is a comma-separated list of valid field names ` +
      '(optionally followed by asc/desc for the direction)',
  )
}

/** Compares rows as PostgreSQL does: empty values last, and first when descending; a many2one by the order of its model. */
export function rowOrder(env: Env, model: Model, terms: readonly OrderTerm[]): Compare {
  const compares = terms.map((term) => {
    const compare = byField(env, model, term.field)
    return term.descending ? (a: Row, b: Row) => compare(b, a) : compare
  })
  return (a, b) => {
    for (const compare of compares) {
      const difference = compare(a, b)
      if (difference !== 0) return difference
    }
    return a.id - b.id
  }
}

function byField(env: Env, model: Model, name: string): Compare {
  const field = model.fields[name]
  if (field?.type === 'many2one' && field.relation !== undefined) {
    const relation = env.registry.model(field.relation)
    const compare = rowOrder(
      env,
      relation,
      parseOrder(env, relation, relation.order).filter((term) => term.field !== name),
    )
    return (a, b) => byRecord(env, relation.name, compare, a[name], b[name])
  }
  const isBoolean = field?.type === 'boolean'
  return (a, b) => byValue(a[name] ?? false, b[name] ?? false, isBoolean)
}

function byRecord(env: Env, model: string, compare: Compare, a: Value | undefined, b: Value | undefined): number {
  if (a === b) return 0
  const first = typeof a === 'number' ? env.tx.get(model, a) : undefined
  const second = typeof b === 'number' ? env.tx.get(model, b) : undefined
  if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined)
  return compare(first, second)
}

function byValue(a: Value, b: Value, isBoolean: boolean): number {
  if (a === b) return 0
  if (!isBoolean && (a === false || b === false)) return Number(a === false) - Number(b === false)
  return a < b ? -1 : 1
}
