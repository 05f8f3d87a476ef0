import { pythonRepr } from '../domain/python-repr.ts'
import { type PythonError, validationError, valueError } from '../error/python-error.ts'
import { requiredText } from '../error/required-text.ts'
import type { Row, Value, Values } from '../record/value.ts'
import { applyCommands, type Writer } from './commands.ts'
import type { Env } from './env.ts'
import { emptyOf, isStored } from './field.ts'
import type { Model, Named } from './model.ts'
import { mustGet } from './must-get.ts'
import { toValue } from './to-value.ts'

const writer: Writer = {
  create: (env, model, values) => createRecord(env, model, values, true),
  change: (env, model, id, values) => changeRecord(env, model, id, values),
}

/** Stores a new record with its lines; `nested` when it is itself a line. Returns the row. */
export function createRecord(env: Env, modelName: string, sent: Named, nested = false): Row {
  const model = env.registry.model(modelName)
  const { values, commands } = split(env, model, sent, env.version === 19 && !nested ? 'in' : 'on model')
  const complete = { ...withDefaults(env, model, values), ...stamp(env, true) }
  const prepared = model.prepare?.(env, complete) ?? complete
  checkRequired(env, model, prepared)
  const row = env.tx.insert(modelName, prepared)
  for (const [field, list] of commands) applyCommands(env, model, row.id, field, list, writer)
  const stored = env.tx.get(modelName, row.id) ?? row
  model.created?.(env, stored)
  return env.tx.get(modelName, row.id) ?? stored
}

/** Changes a record; its write_date becomes the start of the transaction. */
export function changeRecord(env: Env, modelName: string, id: number, sent: Named): Row {
  const model = env.registry.model(modelName)
  const before = mustGet(env, modelName, id)
  const { values, commands } = split(env, model, sent, env.version === 19 ? 'in' : 'on model')
  const after: Row = { ...before, ...values, ...stamp(env, false), id }
  checkRequired(env, model, after)
  env.tx.put(modelName, after)
  for (const [field, list] of commands) applyCommands(env, model, id, field, list, writer)
  model.changed?.(env, before, after, values)
  return mustGet(env, modelName, id)
}

/** Changes a record only when that makes a difference, as Odoo's recomputed fields do. */
export function settle(env: Env, modelName: string, id: number, values: Values): void {
  const row = mustGet(env, modelName, id)
  if (Object.entries(values).every(([field, value]) => row[field] === value)) return
  env.tx.put(modelName, { ...row, ...values, ...stamp(env, false), id })
}

function stamp(env: Env, isNew: boolean): Values {
  const written: Values = { write_date: env.tx.startedAt, write_uid: env.userId }
  return isNew ? { ...written, create_date: env.tx.startedAt, create_uid: env.userId } : written
}

function split(env: Env, model: Model, sent: Named, where: string): { values: Values; commands: [string, unknown][] } {
  const values: Record<string, Value> = {}
  const commands: [string, unknown][] = []
  for (const [name, item] of Object.entries(sent)) {
    const field = model.fields[name]
    if (field === undefined) throw unknownField(model, name, where)
    if (field.type === 'one2many') commands.push([name, item])
    else if (isStored(field)) {
      const value = toValue(field, item)
      if (typeof value === 'number' && field.relation !== undefined) mustGet(env, field.relation, value)
      values[name] = value
    }
  }
  return { values, commands }
}

function unknownField(model: Model, name: string, where: string): PythonError {
  return valueError(`Invalid field ${pythonRepr(name)} ${where} ${pythonRepr(model.name)}`)
}

function withDefaults(env: Env, model: Model, values: Values): Values {
  const complete: Record<string, Value> = {}
  for (const [name, field] of Object.entries(model.fields)) {
    if (name === 'id' || !isStored(field)) continue
    complete[name] = values[name] ?? field.default?.(env) ?? emptyOf(field)
  }
  return complete
}

function checkRequired(env: Env, model: Model, values: Values): void {
  for (const [name, field] of Object.entries(model.fields)) {
    if (!field.required || (values[name] !== false && values[name] !== undefined)) continue
    throw validationError(requiredText(env.version, { label: field.string, name }, model))
  }
}
