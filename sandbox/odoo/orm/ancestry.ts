import { missingError } from '../error/python-error.ts'
import { ref } from '../record/value.ts'
import type { Env } from './env.ts'

/** The records and everything below them, archived ones too. 17 and 18 refuse an id that is not there; 19 ignores it. */
export function below(env: Env, model: string, ids: readonly number[]): Set<number> {
  const parent = env.registry.model(model).parent
  const found = new Set<number>()
  const open = ids.filter((id) => present(env, model, id))
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    if (parent !== undefined) open.push(...env.tx.idsBy(model, parent, id))
  }
  return found
}

/** The records and everything above them. */
export function upTo(env: Env, model: string, ids: readonly number[]): Set<number> {
  const parent = env.registry.model(model).parent
  const found = new Set<number>()
  for (const start of ids) {
    for (let id: number | undefined = start; id !== undefined && !found.has(id);) {
      found.add(id)
      const row = env.tx.get(model, id)
      id = row && parent !== undefined ? ref(row, parent) : undefined
    }
  }
  return found
}

function present(env: Env, model: string, id: number): boolean {
  if (env.tx.get(model, id) !== undefined) return true
  if (env.version !== 19) throw missingError(model, id, env.userId)
  return false
}
