import assert from 'node:assert/strict'
import type { RunStatus } from '../../../src/engine/reconcile/status.ts'

/** Whether a payload tells how a reconciliation stands. */
export function isRunStatus(payload: unknown): payload is RunStatus {
  return typeof payload === 'object' && payload !== null && 'kind' in payload && payload.kind === 'reconciliation'
}

/** The run status in a message. */
export function statusOf({ payload }: { readonly payload?: unknown }): RunStatus {
  assert.ok(isRunStatus(payload))
  return payload
}
