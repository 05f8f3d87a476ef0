import { missingError } from '../error/python-error.ts'
import type { Row } from '../record/value.ts'
import type { Env } from './env.ts'

/** The record, or MissingError. */
export function mustGet(env: Env, modelName: string, id: number): Row {
  const row = env.tx.get(modelName, id)
  if (row === undefined) throw missingError(modelName, id, env.userId)
  return row
}
