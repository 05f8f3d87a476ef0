import { SyncError } from '../../error/sync-error.ts'
import { compile } from '../../line/compile.ts'
import { fieldName, problemOf } from '../../line/violation.ts'
import type { PlanScope } from '../../store/plan-record.ts'
import type { Say } from '../../text/say.ts'

const actions = ['start', 'status', 'pause', 'resume', 'cancel', 'approve', 'rollback', 'report', 'plans'] as const

/** What reconcile-diff can be asked by message (requirement 8). */
export const reconcileCommandSchema = {
  $id: 'reconcile-command',
  title: 'Command to reconcile-diff',
  type: 'object',
  required: ['action'],
  properties: {
    action: { enum: actions },
    scope: {
      type: 'object',
      properties: {
        locations: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^gid://shopify/Location/[0-9]+$' } },
        skus: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
        categories: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
        changedSince: { type: 'string', format: 'date-time' },
        sample: { type: 'number', exclusiveMinimum: 0, maximum: 100 },
        everyLevel: { type: 'boolean' },
      },
      additionalProperties: false,
    },
    dryRun: { type: 'boolean' },
    planId: { type: 'string', minLength: 1 },
    apply: { enum: ['plan', 'now'] },
    format: { enum: ['lines', 'json', 'csv', 'html'] },
    limit: { type: 'integer', minimum: 1, maximum: 1_000_000 },
  },
  additionalProperties: false,
} as const

export interface ReconcileCommand {
  readonly action: (typeof actions)[number]
  /** Of start. */
  readonly scope?: PlanScope
  /** Of start; the setting of the node when absent. */
  readonly dryRun?: boolean
  /** Of approve, rollback and report; the newest plan when absent, but approve and rollback must name theirs. */
  readonly planId?: string
  /** Of approve: exactly the plan, or what is true now. */
  readonly apply?: 'plan' | 'now'
  /** Of report; the setting of the node when absent. */
  readonly format?: 'lines' | 'json' | 'csv' | 'html'
  /** Lines of a report, or plans of a list, at most. */
  readonly limit?: number
}

const validate = compile<ReconcileCommand>(reconcileCommandSchema)

/**
 * What a message commands: its payload when that is an object with an action, or its topic when that names an action and the
 * payload is no object, as buttons send it. Undefined for a message that is no command.
 */
export function commandIn({ topic, payload }: { readonly topic?: unknown; readonly payload?: unknown }): unknown {
  if (typeof payload === 'object' && payload !== null) return 'action' in payload ? payload : undefined
  const action = actions.find((known) => known === topic)
  return action === undefined ? undefined : { action }
}

/** Checks a command. Throws MESSAGE_MALFORMED naming the field. */
export function checkReconcileCommand(payload: unknown, say?: Say): ReconcileCommand {
  if (!validate(payload)) {
    const violation = validate.errors?.[0] ?? { instancePath: '', keyword: 'type', params: { type: 'object' } }
    throw new SyncError('MESSAGE_MALFORMED', { field: fieldName('payload', violation), problem: problemOf(violation, say) })
  }
  const { action, planId } = payload
  if ((action === 'approve' || action === 'rollback') && planId === undefined) {
    throw new SyncError('MESSAGE_MALFORMED', { field: 'payload.planId', problem: say?.('finding.field.missing') ?? 'is missing' })
  }
  return payload
}
