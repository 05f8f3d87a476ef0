import { valueError } from '../error/python-error.ts'
import { momentText } from '../record/moment.ts'
import type { Row, Value } from '../record/value.ts'
import type { Env } from './env.ts'
import type { Json } from './json.ts'
import { reader } from './reader.ts'
import type { Model } from './model.ts'

/** One figure per group: `key` in the answer, the function, and the field. */
export interface Aggregate {
  readonly key: string
  readonly func: string
  readonly field: string
}

/** 'quantity:sum', 'quantity' (its default: sum) or 'latest:max(write_date)'; the key loses the function in `read_group`. */
export function parseAggregate(spec: string, keepFunction: boolean): Aggregate {
  const found = /^(\w+)(?::(\w+)(?:\((\w+)\))?)?$/.exec(spec)
  const [, first, func = 'sum', field] = found ?? []
  if (first === undefined) throw valueError(`Invalid aggregate specification ${JSON.stringify(spec)}.`)
  return { key: keepFunction ? spec : first, func, field: field ?? first }
}

export function aggregateRows(env: Env, model: Model, aggregate: Aggregate, rows: readonly Row[]): Json {
  if (aggregate.key === '__count') return rows.length
  const field = env.registry.field(model.name, aggregate.field)
  const read = reader(env, aggregate.field, field)
  const values = rows.map(read).filter((value) => value !== false)
  switch (aggregate.func) {
    case 'count':
      return values.length
    case 'count_distinct':
      return new Set(values).size
    case 'max':
    case 'min': {
      const best = extreme(values, aggregate.func === 'max')
      return field.type === 'datetime' && typeof best === 'number' ? momentText(best) : best
    }
    case 'sum':
      return total(values)
    case 'avg':
      return values.length === 0 ? false : total(values) / values.length
    default:
      throw valueError(`Invalid aggregate method ${JSON.stringify(aggregate.func)} for '${aggregate.key}'.`)
  }
}

function extreme(values: readonly Value[], largest: boolean): Value {
  return values.reduce((best, value) => (best === false || (largest ? value > best : value < best) ? value : best), false)
}

function total(values: readonly Value[]): number {
  const sum = values.reduce<number>((so, value) => so + (typeof value === 'number' ? value : 0), 0)
  return Math.round(sum * 1e6) / 1e6
}
