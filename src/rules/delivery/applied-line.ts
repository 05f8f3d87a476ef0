import type { AppliedLine } from '../../base/messages/applied.ts'
import { traceStep } from '../../base/messages/trace-step.ts'
import type { TraceStep } from '../../base/messages/trace.ts'
import type { Sent, Wanted } from '../../ports/store/level-record.ts'

/** The line that tells what Shopify shows now; the last steps of the trace are the holds and the write. */
export function appliedLine(wanted: Wanted, sent: Sent, outcome: AppliedLine['outcome'], key: string | null, now: number): AppliedLine {
  const location = wanted.shopify.location
  const steps: TraceStep[] = []
  if (sent.held > 0) steps.push(traceStep('shopify-inventory-set', 'held', { held: sent.held, location }))
  const { restocked = 0 } = sent
  if (restocked > 0) steps.push(traceStep('shopify-inventory-set', 'restocked', { restocked, location }))
  if (sent.edited > 0) steps.push(traceStep('shopify-inventory-set', 'edited', { edited: sent.edited, location }))
  steps.push(traceStep('shopify-inventory-set', outcome, { from: sent.compare ?? '?', to: sent.target, location }))
  return {
    kind: 'applied',
    outcome,
    odoo: wanted.odoo,
    shopify: wanted.shopify,
    asOf: sent.asOf,
    quantityName: wanted.quantityName,
    from: sent.compare,
    to: sent.target,
    held: sent.held,
    at: new Date(now).toISOString(),
    via: wanted.via,
    ...(key === null ? {} : { key }),
    trace: [...wanted.trace, ...steps],
  }
}
