import { SyncError } from '../../base/error/sync-error.ts'
import { compile } from '../../base/messages/compile.ts'
import { checkPayload } from '../../base/messages/violation.ts'
import type { PlanScope } from '../../ports/store/plan-record.ts'
import { sentence } from '../../base/text/say.ts'

const actions = ['start', 'status', 'pause', 'resume', 'cancel', 'approve', 'rollback', 'report', 'plans'] as const

/** What reconcile-diff can be asked by message (requirement 8). */
export const reconcileCommandSchema = {
  $id: 'reconcile-command',
  title: 'Command to reconcile-diff',
  type: 'object',
  description:
    'Begins, changes or asks about a reconciliation. A message whose topic names an action and whose payload is no object counts ' +
    'as that command. What each one does: [reconcile.md](reconcile.md).',
  required: ['action'],
  properties: {
    action: { enum: actions },
    scope: {
      type: 'object',
      description: 'Of start: what to look at; everything that is mapped when absent.',
      properties: {
        locations: {
          type: 'array',
          minItems: 1,
          items: { type: 'string', pattern: '^gid://shopify/Location/[0-9]+$' },
          description: 'Ids of Shopify locations.',
        },
        skus: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
        categories: {
          type: 'array',
          minItems: 1,
          items: { type: 'string', minLength: 1 },
          description: 'Categories of Odoo by id or full name, each with all below it.',
        },
        changedSince: { type: 'string', format: 'date-time', description: 'Only products whose stock in Odoo was touched since.' },
        sample: { type: 'number', exclusiveMinimum: 0, maximum: 100, description: 'Percent of the items, the same ones every time.' },
        everyLevel: { type: 'boolean', description: 'Keep the levels that match too: a baseline.' },
      },
      additionalProperties: false,
    },
    dryRun: { type: 'boolean', description: 'Of start; the setting of the node when absent.' },
    planId: { type: 'string', minLength: 1, description: 'Of approve and rollback, which need it, and of report.' },
    apply: { enum: ['plan', 'now'], description: 'Of approve: exactly the plan (the default), or what is true now.' },
    format: { enum: ['lines', 'json', 'csv', 'html'], description: 'Of report; the setting of the node when absent.' },
    limit: { type: 'integer', minimum: 1, maximum: 1_000_000, description: 'Lines of a report, or plans of a list, at most.' },
    endHoldAt: {
      type: 'string',
      pattern: '^/?[A-Za-z0-9_][A-Za-z0-9_./-]*$',
      maxLength: 200,
      description:
        'Of report as html: address on the site that serves the page, as seen from it, which takes an end-hold command of ' +
        'shopify-inventory-set as JSON; each hold of the page then has a button. Without it the page only shows.',
    },
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
  /** Of report as html: where the buttons of its holds send their command to. */
  readonly endHoldAt?: string
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
export function checkReconcileCommand(payload: unknown): ReconcileCommand {
  const command = checkPayload(payload, validate)
  const { action, planId } = command
  if ((action === 'approve' || action === 'rollback') && planId === undefined) {
    throw new SyncError('MESSAGE_MALFORMED', { field: 'payload.planId', problem: sentence('finding.field.missing') })
  }
  return command
}
