import type { Env } from './env.ts'
import { type Field, isStored } from './field.ts'
import type { Json } from './json.ts'
import type { Model } from './model.ts'

/** What `fields_get` tells about the fields: all of them, or those asked for; the attributes asked for, or all. */
export function describeFields(env: Env, model: Model, names: readonly string[], attributes: readonly string[]): Json {
  const wanted = names.length > 0 ? names.filter((name) => model.fields[name] !== undefined) : Object.keys(model.fields)
  return Object.fromEntries(
    wanted.flatMap((name) => {
      const field = model.fields[name]
      if (field === undefined || (field.group !== undefined && !env.superuser && !env.groups.has(field.group))) return []
      const all = Object.entries(describe(name, field))
      return [[name, Object.fromEntries(attributes.length > 0 ? all.filter(([key]) => attributes.includes(key)) : all)]]
    }),
  )
}

function describe(name: string, field: Field): Record<string, Json> {
  return {
    name,
    type: field.type,
    string: field.string,
    readonly: field.readonly ?? field.compute !== undefined,
    required: field.required ?? false,
    searchable: field.unsearchable !== true,
    sortable: isStored(field),
    store: isStored(field) || field.type === 'one2many',
    ...(field.relation === undefined ? {} : { relation: field.relation }),
    ...(field.inverse === undefined ? {} : { relation_field: field.inverse }),
  }
}
