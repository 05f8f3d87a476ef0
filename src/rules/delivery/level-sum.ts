import type { TextValues } from '../../base/text/say.ts'
import type { TraceCode } from '../../base/messages/trace-codes.ts'
import { traceStep } from '../../base/messages/trace-step.ts'
import type { TraceStep } from '../../base/messages/trace.ts'
import type { Hold } from '../../ports/store/hold.ts'

/** The last part of the sum behind a level: what may be sold by Odoo's account, what is kept back, what is to be shown. */
export interface LevelSum {
  /** Whole units that may be sold as Odoo sees it. */
  readonly quantity: number
  /** The holds that count against it. */
  readonly holds: readonly Hold[]
  /** Units missing here that nothing explains, and that no hold keeps back yet. */
  readonly sold: number
  /** The same at other levels of the same stock. */
  readonly elsewhere: number
  readonly target: number
}

/**
 * The sum as steps, the same for every "why is this number?" (requirement 4.5): each figure is a step, and the steps add
 * up to the last one. Where more is kept back than may be sold, a step says what is shown instead.
 */
export function sumSteps(sum: LevelSum, location: string): TraceStep[] {
  const step = (code: TraceCode, values: TextValues): TraceStep => traceStep('shopify-inventory-set', code, values)
  const steps = [step('wanted', { quantity: sum.quantity, location })]
  for (const hold of sum.holds) {
    const { id, shop, inventoryItemId, locationId } = hold
    const at = new Date(hold.openedAt).toISOString()
    // What a button beside the step needs to end just this hold.
    const values = { held: hold.quantity, order: hold.order ?? '', at, hold: id, shop, inventoryItemId, locationId }
    const unnamed = hold.doubtful === true ? 'held-doubtful' : 'held-unnamed'
    steps.push(step(hold.order === null ? unnamed : 'held-order', values))
  }
  if (sum.sold > 0) steps.push(step('held-newly', { held: sum.sold, location }))
  if (sum.elsewhere > 0) steps.push(step('held-elsewhere', { held: sum.elsewhere }))
  if (sum.quantity - keptBack(sum) !== sum.target) steps.push(step('nothing-left', { held: keptBack(sum), quantity: sum.quantity }))
  return [...steps, step('target', { quantity: sum.target, location })]
}

function keptBack({ holds, sold, elsewhere }: LevelSum): number {
  return holds.reduce((all, hold) => all + hold.quantity, 0) + sold + elsewhere
}
