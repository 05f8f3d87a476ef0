import { parseDomain } from '../domain/parse.ts'
import { parseAggregate } from './aggregate.ts'
import type { Env } from './env.ts'
import { figures, type Group, groupRows, termsOf } from './group.ts'
import type { Json } from './json.ts'
import type { Method, Model } from './model.ts'

/** `read_group`, in all three versions. */
export function readGroup(model: Model): Method {
  return {
    parameters: ['domain', 'fields', 'groupby', 'offset', 'limit', 'orderby', 'lazy'],
    required: ['domain', 'fields', 'groupby'],
    onRecords: false,
    run: (env, _ids, named) => {
      const groupBy = texts(named['groupby'])
      const lazy = named['lazy'] === undefined || Boolean(named['lazy'])
      const used = lazy ? groupBy.slice(0, 1) : groupBy
      const aggregates = texts(named['fields'])
        .filter((field) => !groupBy.includes(field))
        .map((spec) => parseAggregate(spec, false))
      const groups = groupRows(env, model, parseDomain(named['domain'], env.version), used)
      return page(groups, named).map((group) => ({
        ...shownKeys(group),
        [lazy && used[0] !== undefined ? `${used[0]}_count` : '__count']: group.rows.length,
        ...figures(env, model, group, aggregates),
        __domain: wholeDomain(env, model, group, named['domain']),
        ...(lazy && groupBy.length > 1 ? { __context: { group_by: groupBy.slice(1) } } : {}),
      }))
    },
  }
}

/** `formatted_read_group`, in 19 only. */
export function formattedReadGroup(model: Model): Method {
  return {
    parameters: ['domain', 'groupby', 'aggregates', 'having', 'offset', 'limit', 'order'],
    required: ['domain'],
    onRecords: false,
    run: (env, _ids, named) => {
      const aggregates = texts(named['aggregates']).map((spec) => parseAggregate(spec, true))
      const groups = groupRows(env, model, parseDomain(named['domain'], env.version), texts(named['groupby']))
      return page(groups, named).map((group) => ({
        ...shownKeys(group),
        __extra_domain: extraDomain(env, model, group),
        ...figures(env, model, group, aggregates),
      }))
    },
  }
}

function shownKeys(group: Group): Record<string, Json> {
  return Object.fromEntries(group.keys.map(({ field, shown }) => [field, shown]))
}

function extraDomain(env: Env, model: Model, group: Group): Json {
  const terms = termsOf(env, model, group)
  if (terms.length === 0) return [[1, '=', 1]]
  return [...Array.from({ length: terms.length - 1 }, () => '&'), ...terms]
}

function wholeDomain(env: Env, model: Model, group: Group, domain: unknown): Json {
  const asked = jsonList(domain)
  const terms = termsOf(env, model, group)
  if (terms.length === 0 && asked.length === 0) return env.version === 19 ? [[1, '=', 1]] : []
  const operands = asked.filter((item) => Array.isArray(item)).length + terms.length
  const given = asked.filter((item) => typeof item === 'string').length
  return [...Array.from({ length: Math.max(0, operands - 1 - given) }, () => '&'), ...asked, ...terms]
}

function jsonList(value: unknown): Json[] {
  const parsed: unknown = Array.isArray(value) ? value : []
  return isJsonList(parsed) ? parsed : []
}

/** What came in over RPC is JSON by construction. */
function isJsonList(value: unknown): value is Json[] {
  return Array.isArray(value)
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function page(groups: readonly Group[], named: Readonly<Record<string, unknown>>): readonly Group[] {
  const offset = typeof named['offset'] === 'number' ? named['offset'] : 0
  const limit = typeof named['limit'] === 'number' && named['limit'] > 0 ? named['limit'] : Infinity
  return groups.slice(offset, offset + limit)
}
