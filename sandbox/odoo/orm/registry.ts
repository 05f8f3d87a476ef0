import { accessError, valueError } from '../error/python-error.ts'
import { pythonRepr } from '../domain/python-repr.ts'
import type { MajorVersion } from '../major-version.ts'
import type { Env } from './env.ts'
import { char, datetime, type Field, type Fields, integer, many2one } from './field.ts'
import type { Model } from './model.ts'

/** The models of one Odoo version. */
export class Registry {
  readonly version: MajorVersion
  readonly #models = new Map<string, Model>()

  constructor(version: MajorVersion, models: readonly Model[]) {
    this.version = version
    for (const model of models) this.#models.set(model.name, { ...model, fields: { ...commonFields(model), ...model.fields } })
  }

  all(): Iterable<Model> {
    return this.#models.values()
  }

  has(name: string): boolean {
    return this.#models.has(name)
  }

  model(name: string): Model {
    const model = this.#models.get(name)
    if (model === undefined) throw new Error(`the sandbox has no model ${name}`)
    return model
  }

  /** A field that the model surely has. */
  field(model: string, name: string): Field {
    const field = this.model(model).fields[name]
    if (field === undefined) throw valueError(`Invalid field ${pythonRepr(name)} on model ${pythonRepr(model)}`)
    return field
  }
}

function commonFields(model: Model): Fields {
  return {
    id: integer('ID', { readonly: true }),
    display_name: char('Display Name', { readonly: true, compute: (env, row) => model.display(env, row) }),
    create_uid: many2one('Created by', 'res.users', { readonly: true }),
    create_date: datetime('Created on', { readonly: true }),
    write_uid: many2one('Last Updated by', 'res.users', { readonly: true }),
    write_date: datetime('Last Updated on', { readonly: true }),
  }
}

/** Refuses a field that is kept for a group the user is not in (recordings of inventory_quantity_auto_apply). */
export function checkFieldGroup(env: Env, model: Model, name: string, operation: string): void {
  const group = model.fields[name]?.group
  if (group === undefined || env.superuser || env.groups.has(group)) return
  throw accessError(fieldRefused(env, model, name, operation))
}

function fieldRefused(env: Env, model: Model, name: string, operation: string): string {
  const who = `Operation: ${operation}\nUser: ${env.userId}\n`
  const allowed = "allowed for groups 'Inventory / Administrator'"
  if (env.version === 17) {
    const reason = 'The requested operation can not be completed due to security restrictions.'
    return `${reason}\n\nDocument type: ${model.label} (${model.name})\n${who}Fields:\n- ${name} (${allowed})`
  }
  const fields = env.version === 19 ? `field "${name}"` : `fields "${name}"`
  const reason = `You do not have enough rights to access the ${fields} on ${model.label} (${model.name}).`
  const groups = env.version === 19 ? `Groups: ${allowed}` : `Fields:\n- ${name} (${allowed})`
  return `${reason} Please contact your system administrator.\n\n${who}${groups}`
}
