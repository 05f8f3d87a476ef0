import type { Env } from './env.ts'
import { isRecord, numbersIn } from './json.ts'
import type { Model, Named } from './model.ts'
import { removeRecord } from './unlink.ts'

/** How lines are stored. */
export interface Writer {
  readonly create: (env: Env, model: string, values: Named) => void
  readonly change: (env: Env, model: string, id: number, values: Named) => void
}

/** Runs the one2many commands (0, 0, values), (1, id, values), (2, id); the others change nothing here. */
export function applyCommands(env: Env, model: Model, id: number, fieldName: string, sent: unknown, writer: Writer): void {
  const field = env.registry.field(model.name, fieldName)
  const { relation, inverse } = field
  if (!Array.isArray(sent) || relation === undefined || inverse === undefined) return
  const items: unknown[] = sent
  for (const item of items) {
    if (!Array.isArray(item)) continue
    const [command, line, values]: unknown[] = item
    if (command === 0 && isRecord(values)) writer.create(env, relation, { ...values, [inverse]: id })
    else if (command === 1 && typeof line === 'number' && isRecord(values)) writer.change(env, relation, line, values)
    else if (command === 2) for (const each of numbersIn(line)) removeRecord(env, relation, each)
  }
}
