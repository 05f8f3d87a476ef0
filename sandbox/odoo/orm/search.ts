import { and, type DomainNode, leaf, mentions } from '../domain/node.ts'
import type { Row } from '../record/value.ts'
import type { Env } from './env.ts'
import { compile, type Test } from './match.ts'
import type { Model } from './model.ts'
import { parseOrder, rowOrder } from './order.ts'

export interface SearchOptions {
  readonly order?: string | undefined
  readonly limit?: number | undefined
  readonly offset?: number | undefined
}

/** Ids of the records that match, in order; the company rule and `active_test` are applied as Odoo does. */
export function searchIds(env: Env, modelName: string, node: DomainNode, options: SearchOptions = {}): number[] {
  const model = env.registry.model(modelName)
  const whole = withRules(env, model, node)
  const test = matcher(env, model, whole)
  const candidates = narrowest(env, model, whole) ?? env.tx.ids(modelName)
  const order = parseOrder(env, model, options.order || model.order)
  const offset = options.offset ?? 0
  const end = options.limit ? offset + options.limit : Infinity
  const byId = order.length === 1 && order[0]?.field === 'id'
  if (byId) {
    const ids = order[0]?.descending ? candidates.toReversed() : candidates
    return firstMatches(env, modelName, ids, test, end).slice(offset)
  }
  const rows = candidates.flatMap((id) => env.tx.get(modelName, id) ?? []).filter(test)
  const compare = rowOrder(env, model, order)
  return rows
    .toSorted(compare)
    .slice(offset, end)
    .map((row) => row.id)
}

/** Tests rows against a domain. */
export function matcher(env: Env, model: Model, node: DomainNode): Test {
  return compile(env, model, node, searchIds)
}

/** The records that match, in the order of the model. */
export function searchRows(env: Env, modelName: string, node: DomainNode, options: SearchOptions = {}): Row[] {
  return searchIds(env, modelName, node, options).flatMap((id) => env.tx.get(modelName, id) ?? [])
}

function withRules(env: Env, model: Model, node: DomainNode): DomainNode {
  const parts = [node]
  const archives = model.fields['active'] !== undefined && env.context['active_test'] !== false
  if (archives && !mentions(node, 'active')) parts.push(leaf('active', '=', true))
  if (model.rule !== undefined && !env.superuser) parts.push(model.rule(env))
  return parts.length === 1 ? node : and(...parts)
}

function firstMatches(env: Env, model: string, ids: readonly number[], test: (row: Row) => boolean, end: number): number[] {
  const found: number[] = []
  for (const id of ids) {
    if (found.length >= end) break
    const row = env.tx.get(model, id)
    if (row !== undefined && test(row)) found.push(id)
  }
  return found
}

/** The smallest list of ids, in ascending order, that surely holds every match; undefined when nothing narrows the search. */
function narrowest(env: Env, model: Model, node: DomainNode): readonly number[] | undefined {
  if (node.kind === 'and') {
    const lists = node.parts.flatMap((part) => {
      const list = narrowest(env, model, part)
      return list === undefined ? [] : [list]
    })
    return lists.reduce<readonly number[] | undefined>((best, list) => (best && best.length <= list.length ? best : list), undefined)
  }
  if (node.kind !== 'leaf') return undefined
  if (node.path === 'id' && (node.operator === '>' || node.operator === '>=') && typeof node.value === 'number') {
    return idsFrom(env.tx.ids(model.name), node.operator === '>' ? node.value + 1 : node.value)
  }
  const wanted = numbers(node.operator, node.value)
  if (wanted === undefined) return undefined
  if (node.path === 'id') return ascending(wanted)
  if (!env.tx.isIndexed(model.name, node.path)) return undefined
  return ascending(wanted.flatMap((value) => env.tx.idsBy(model.name, node.path, value)))
}

function numbers(operator: string, value: unknown): number[] | undefined {
  if (operator === '=' && typeof value === 'number') return [value]
  if (operator !== 'in' || !Array.isArray(value)) return undefined
  return value.every((item) => typeof item === 'number') ? value : undefined
}

function ascending(ids: readonly number[]): number[] {
  return [...new Set(ids)].toSorted((a, b) => a - b)
}

function idsFrom(ids: readonly number[], start: number): readonly number[] {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? Infinity) < start) low = middle + 1
    else high = middle
  }
  return ids.slice(low)
}
