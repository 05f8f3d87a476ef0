import { pythonRepr } from '../domain/python-repr.ts'
import { accessError, valueError } from '../error/python-error.ts'
import { momentText } from '../record/moment.ts'
import type { Row, Value } from '../record/value.ts'
import { type Env, sudo } from './env.ts'
import type { Field } from './field.ts'
import type { Json } from './json.ts'
import { reader } from './reader.ts'
import type { Model } from './model.ts'
import { checkFieldGroup } from './registry.ts'
import { matcher } from './search.ts'

type Answer = Record<string, Json>

/**
 * Reads records as `read` does: the id first, then the fields as asked for; a many2one as `[id, name]` unless `load`
 * is empty; records that are not there are left out (odoo-facts 5, 11).
 */
export function readRecords(env: Env, modelName: string, ids: readonly number[], names: readonly string[], load: unknown): Answer[] {
  const model = env.registry.model(modelName)
  const wanted = names.length > 0 ? [...new Set(names)] : openFields(env, model)
  for (const name of wanted) checkField(env, model, name)
  const rows = ids.flatMap((id) => env.tx.get(modelName, id) ?? [])
  checkVisible(env, model, rows)
  const withNames = Boolean(load)
  const columns = wanted.filter((name) => name !== 'id').map((name) => column(env, model, name, withNames))
  return rows.map((row) => {
    const answer: Answer = { id: row.id }
    for (const { name, show } of columns) answer[name] = show(row)
    return answer
  })
}

/** How one field of a row is shown. */
export function showValue(env: Env, field: Field, value: Value, withNames: boolean): Json {
  if (field.type === 'datetime') return typeof value === 'number' ? momentText(value) : false
  if (field.type !== 'many2one' || !withNames || typeof value !== 'number' || field.relation === undefined) return value
  return [value, nameOf(env, field.relation, value)]
}

/** The display name of a record, read without access checks, as a many2one shows it. */
export function nameOf(env: Env, modelName: string, id: number): string {
  const row = env.tx.get(modelName, id)
  return row === undefined ? '' : env.registry.model(modelName).display(sudo(env), row)
}

function column(env: Env, model: Model, name: string, withNames: boolean): { name: string; show: (row: Row) => Json } {
  const field = env.registry.field(model.name, name)
  const read = reader(env, name, field)
  if (field.type !== 'many2one' || !withNames) return { name, show: (row) => showValue(env, field, read(row), false) }
  const names = new Map<Value, Json>()
  const show = (row: Row): Json => {
    const value = read(row)
    const known = names.get(value)
    if (known !== undefined) return known
    const shown = showValue(env, field, value, true)
    names.set(value, shown)
    return shown
  }
  return { name, show }
}

/** All fields that are not kept for a group the user is not in. */
function openFields(env: Env, model: Model): string[] {
  const isOpen = (group: string | undefined) => group === undefined || env.superuser || env.groups.has(group)
  return Object.entries(model.fields).flatMap(([name, field]) => (isOpen(field.group) ? [name] : []))
}

function checkField(env: Env, model: Model, name: string): void {
  if (model.fields[name] === undefined) {
    const place = env.version === 19 ? pythonRepr(model.name) : `model ${pythonRepr(model.name)}`
    throw valueError(`Invalid field ${pythonRepr(name)} on ${place}`)
  }
  checkFieldGroup(env, model, name, 'read')
}

/** One record of a company that is not the user's spoils the whole reading (odoo-facts 6). */
export function checkVisible(env: Env, model: Model, rows: readonly Row[], operation = 'read'): void {
  if (env.superuser || model.rule === undefined) return
  const visible = matcher(sudo(env), model, model.rule(env))
  if (rows.every(visible)) return
  const user = env.tx.get('res.users', env.userId)
  const company = env.version === 17 ? '' : `\n\n${wrongCompany}`
  throw accessError(
    'Uh-oh! Looks like you have stumbled upon some top-secret records.\n\n' +
      `Sorry, ${String(user?.['name'])} (id=${env.userId}) doesn't have '${operation}' access to:\n- ${model.label} (${model.name})\n\n` +
      `If you really, really need access, perhaps you can win over your friendly administrator ` +
      `with a batch of freshly baked cookies.${company}`,
  )
}

const wrongCompany = 'This seems to be a multi-company issue, but you do not have access to the proper company to access the record anyhow.'
