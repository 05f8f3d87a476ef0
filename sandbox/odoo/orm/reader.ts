import type { Row, Value } from '../record/value.ts'
import type { Env } from './env.ts'
import { emptyOf, type Field } from './field.ts'

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
