import assert from 'node:assert/strict'
import type { RunStatus } from '../../../src/engine/reconcile/status.ts'

/** The plan that was made last. */
export function planId(status: RunStatus): string {
  assert.ok(status.plan)
  return status.plan.id
}
