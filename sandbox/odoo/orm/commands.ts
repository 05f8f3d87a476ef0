import type { Env } from './env.ts'
import { isRecord, numbersIn } from './json.ts'
import type { Model } from './model.ts'
import { changeRecord, createRecord } from './store.ts'
import { removeRecord } from './unlink.ts'

/** Runs the one2many commands (0, 0, values), (1, id, values), (2, id); the others change nothing here. */
export function applyCommands(env: Env, model: Model, id: number, fieldName: string, sent: unknown): void {
  const field = env.registry.field(model.name, fieldName)
  const { relation, inverse } = field
  if (!Array.isArray(sent) || relation === undefined || inverse === undefined) return
  const items: unknown[] = sent
  for (const item of items) {
    if (!Array.isArray(item)) continue
    const [command, line, values]: unknown[] = item
    if (command === 0 && isRecord(values)) createRecord(env, relation, { ...values, [inverse]: id }, true)
    else if (command === 1 && typeof line === 'number' && isRecord(values)) changeRecord(env, relation, line, values)
    else if (command === 2) for (const each of numbersIn(line)) removeRecord(env, relation, each)
  }
}
