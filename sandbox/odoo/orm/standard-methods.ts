import { parseDomain } from '../domain/parse.ts'
import { leaf } from '../domain/node.ts'
import { checkAccess, mayAccess, type Operation } from './access.ts'
import type { Env } from './env.ts'
import { describeFields } from './fields-get.ts'
import { formattedReadGroup, readGroup } from './group-methods.ts'
import { isRecord, type Json, textOr } from './json.ts'
import type { Method, Model, Named } from './model.ts'
import { checkVisible, nameOf, readRecords } from './read.ts'
import { searchIds, type SearchOptions } from './search.ts'
import { mustGet } from './must-get.ts'
import { changeRecord, createRecord } from './store.ts'
import { removeRecord } from './unlink.ts'

/** The methods that every model has, for one version. */
export function standardMethods(model: Model, version: Env['version']): Readonly<Record<string, Method>> {
  return {
    search: search(model),
    search_read: searchRead(model),
    search_count: searchCount(model),
    read: read(model),
    create: create(model),
    write: write(model),
    unlink: unlink(model),
    fields_get: fieldsGet(model),
    name_search: nameSearch(model),
    check_access_rights: checkRights(model),
    read_group: readGroup(model),
    ...(version === 17 ? {} : { has_access: hasAccess(model) }),
    ...(version === 19 ? { formatted_read_group: formattedReadGroup(model) } : {}),
  }
}

const paging = ['offset', 'limit', 'order']

function options(named: Named): SearchOptions {
  const { order, limit, offset } = named
  return {
    order: typeof order === 'string' ? order : undefined,
    limit: typeof limit === 'number' ? limit : undefined,
    offset: typeof offset === 'number' ? offset : undefined,
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

const search = (model: Model): Method => ({
  parameters: ['domain', ...paging],
  required: ['domain'],
  onRecords: false,
  run: (env, _ids, named) => searchIds(env, model.name, parseDomain(named['domain'], env.version), options(named)),
})

const searchRead = (model: Model): Method => ({
  parameters: ['domain', 'fields', ...paging, 'load'],
  onRecords: false,
  run: (env, _ids, named) => {
    const ids = searchIds(env, model.name, parseDomain(named['domain'], env.version), options(named))
    return readRecords(env, model.name, ids, texts(named['fields']), load(named))
  },
})

const searchCount = (model: Model): Method => ({
  parameters: ['domain', 'limit'],
  required: ['domain'],
  onRecords: false,
  run: (env, _ids, named) =>
    searchIds(env, model.name, parseDomain(named['domain'], env.version), { ...options(named), order: 'id' }).length,
})

const read = (model: Model): Method => ({
  parameters: ['fields', 'load'],
  onRecords: true,
  run: (env, ids, named) => readRecords(env, model.name, ids, texts(named['fields']), load(named)),
})

const create = (model: Model): Method => ({
  parameters: ['vals_list'],
  required: ['vals_list'],
  onRecords: false,
  run: (env, _ids, named) => {
    checkAccess(env, model, 'create')
    const sent: unknown = named['vals_list']
    const makeOne = model.createByCall ?? ((inside: Env, values: Named) => createRecord(inside, model.name, values).id)
    if (!Array.isArray(sent)) return makeOne(env, isRecord(sent) ? sent : {})
    const list: unknown[] = sent
    return list.map((values) => makeOne(env, isRecord(values) ? values : {}))
  },
})

const write = (model: Model): Method => ({
  parameters: ['vals'],
  required: ['vals'],
  onRecords: true,
  run: (env, ids, named) => {
    checkAccess(env, model, 'write')
    checkVisible(
      env,
      model,
      ids.map((id) => mustGet(env, model.name, id)),
      'write',
    )
    const values = isRecord(named['vals']) ? named['vals'] : {}
    if (model.writeByCall !== undefined) model.writeByCall(env, ids, values)
    else for (const id of ids) changeRecord(env, model.name, id, values)
    return true
  },
})

const unlink = (model: Model): Method => ({
  parameters: [],
  onRecords: true,
  run: (env, ids) => {
    checkAccess(env, model, 'unlink')
    for (const id of ids) removeRecord(env, model.name, id)
    return true
  },
})

const fieldsGet = (model: Model): Method => ({
  parameters: ['allfields', 'attributes'],
  onRecords: false,
  run: (env, _ids, named) => describeFields(env, model, texts(named['allfields']), texts(named['attributes'])),
})

const nameSearch = (model: Model): Method => ({
  parameters: ['name', 'args', 'operator', 'limit'],
  onRecords: false,
  run: (env, _ids, named) => {
    const node = leaf('display_name', textOr(named['operator'], 'ilike'), textOr(named['name'], ''))
    const ids = searchIds(env, model.name, node, { limit: typeof named['limit'] === 'number' ? named['limit'] : 100 })
    return ids.map((id): Json => [id, nameOf(env, model.name, id)])
  },
})

const checkRights = (model: Model): Method => ({
  parameters: ['operation', 'raise_exception'],
  required: ['operation'],
  onRecords: false,
  run: (env, _ids, named) => {
    const operation = operationOf(named['operation'])
    if (named['raise_exception'] !== false) checkAccess(env, model, operation)
    return mayAccess(env, model, operation)
  },
})

const hasAccess = (model: Model): Method => ({
  parameters: ['operation'],
  required: ['operation'],
  onRecords: true,
  run: (env, _ids, named) => mayAccess(env, model, operationOf(named['operation'])),
})

function operationOf(value: unknown): Operation {
  return value === 'write' || value === 'create' || value === 'unlink' ? value : 'read'
}

function load(named: Named): unknown {
  return named['load'] === undefined ? '_classic_read' : named['load']
}
