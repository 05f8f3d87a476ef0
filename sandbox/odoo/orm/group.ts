import type { DomainNode } from '../domain/node.ts'
import type { Row, Value } from '../record/value.ts'
import { type Aggregate, aggregateRows } from './aggregate.ts'
import type { Env } from './env.ts'
import type { Json } from './json.ts'
import { reader } from './reader.ts'
import type { Model } from './model.ts'
import { rowOrder } from './order.ts'
import { showValue } from './read.ts'
import { searchIds } from './search.ts'

/** Rows that share the values of the grouping fields. */
export interface Group {
  readonly keys: readonly { readonly field: string; readonly value: Value; readonly shown: Json }[]
  readonly rows: readonly Row[]
}

/** Groups the matching rows, in the order of the grouping fields. */
export function groupRows(env: Env, model: Model, node: DomainNode, fields: readonly string[]): Group[] {
  const ids = searchIds(env, model.name, node, { order: 'id' })
  const rows = ids.flatMap((id) => env.tx.get(model.name, id) ?? [])
  if (fields.length === 0) return [{ keys: [], rows }]
  const columns = fields.map((name) => ({ name, field: env.registry.field(model.name, name) }))
  const reads = columns.map(({ name, field }) => reader(env, name, field))
  const byKey = new Map<string, Row[]>()
  for (const row of rows) {
    const key = JSON.stringify(reads.map((read) => read(row)))
    const group = byKey.get(key)
    if (group) group.push(row)
    else byKey.set(key, [row])
  }
  const compare = rowOrder(
    env,
    model,
    fields.map((field) => ({ field, descending: false })),
  )
  return [...byKey.values()]
    .map((members) => ({ first: members[0], members }))
    .flatMap(({ first, members }) => (first ? [{ first, members }] : []))
    .toSorted((a, b) => compare(a.first, b.first))
    .map(({ first, members }) => ({
      keys: columns.map(({ name, field }) => {
        const value = reader(env, name, field)(first)
        return { field: name, value, shown: showValue(env, field, value, true) }
      }),
      rows: members,
    }))
}

/** The aggregates of a group, by their keys. */
export function figures(env: Env, model: Model, group: Group, aggregates: readonly Aggregate[]): Record<string, Json> {
  return Object.fromEntries(aggregates.map((aggregate) => [aggregate.key, aggregateRows(env, model, aggregate, group.rows)]))
}

/** The terms that pick the members of a group. */
export function termsOf(env: Env, model: Model, group: Group): Json[] {
  return group.keys.map(({ field, value }) => [field, '=', showValue(env, env.registry.field(model.name, field), value, false)])
}
