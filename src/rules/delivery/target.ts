import type { TextValues } from '../../base/text/say.ts'
import type { TraceCode } from '../../base/messages/trace-codes.ts'
import { traceStep } from '../../base/messages/trace-step.ts'
import type { TraceStep } from '../../base/messages/trace.ts'
import type { Hold } from '../../ports/store/hold.ts'
import { SyncError } from '../../base/error/sync-error.ts'

/**
 * What a level is to show: what may be sold, without the units that holds keep back. Where nothing is left to be sold it is
 * zero, or what Shopify shows when that is below zero already: units below zero are owed to shoppers, and to raise them to
 * zero would let an order that is cancelled, or the next receipt, sell them once more (requirement 4.1). `shown` is what
 * Shopify is believed to show; null when nobody has looked.
 */
export function targetOf(wanted: number, held: number, shown: number | null): number {
  const due = wanted - held
  return due > 0 ? due : Math.min(0, shown ?? 0)
}

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

/** Shopify refuses anything beyond (shopify-facts 1.5). */
const largestQuantity = 1_000_000_000

/** Sums of Odoo's decimals carry binary noise (94.99999999999999); this is far below its finest precision. */
const noise = 1e-6

/**
 * Whole units that may be sold: floored, never below zero (requirement 4.1).
 * Throws QUANTITY_INVALID for what is no number or beyond Shopify's limit.
 */
export function wholeUnits(quantity: number): number {
  if (!Number.isFinite(quantity) || quantity > largestQuantity) throw new SyncError('QUANTITY_INVALID', { quantity: String(quantity) })
  return Math.max(0, Math.floor(quantity + noise))
}
