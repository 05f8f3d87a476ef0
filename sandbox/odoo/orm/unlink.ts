import type { Env } from './env.ts'
import { mustGet } from './must-get.ts'

/** Deletes a record and the lines that belong to it. */
export function removeRecord(env: Env, modelName: string, id: number): void {
  mustGet(env, modelName, id)
  for (const field of Object.values(env.registry.model(modelName).fields)) {
    if (field.type !== 'one2many' || field.relation === undefined || field.inverse === undefined) continue
    if (!env.registry.field(field.relation, field.inverse).required) continue
    for (const line of env.tx.idsBy(field.relation, field.inverse, id)) removeRecord(env, field.relation, line)
  }
  env.tx.remove(modelName, id)
}
