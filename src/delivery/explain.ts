import type { Confirmed, LevelKey, Observed, Wanted } from '../store/level-record.ts'
import type { Hold } from '../store/hold.ts'
import { sameLevel } from './level-key.ts'
import type { DeliveryOptions } from './options.ts'

/** What a reading of Shopify tells beside the number itself. */
export interface Explanation {
  /** Units sold that nothing explains yet: they become an unnamed hold. */
  readonly newHold: number
  /** Named holds whose sale this reading has shown. */
  readonly seen: readonly { readonly hold: string; readonly quantity: number }[]
  /** Units added that we did not add; 0 when none. */
  readonly edited: number
}

const nothing: Explanation = { newHold: 0, seen: [], edited: 0 }

/**
 * Explains the difference between the last confirmed value and what Shopify shows now. A decrease is, in this order, the
 * sale of a named hold not seen before, a sale that Odoo has newly reserved (unnamed orders only), or an unknown sale.
 */
export function explain(
  key: LevelKey,
  wanted: Wanted,
  confirmed: Confirmed | null,
  observed: Observed | null,
  holds: readonly Hold[],
  orders: DeliveryOptions['orders'],
): Explanation {
  if (observed === null) return nothing
  const { decrease, edited } = difference(confirmed, observed)
  if (decrease <= 0) return { ...nothing, edited }

  let unexplained = decrease
  const seen: { hold: string; quantity: number }[] = []
  for (const hold of holds) {
    const unseen = hold.order === null || !sameLevel(hold, key) ? 0 : hold.quantity - hold.seen
    const quantity = Math.min(unseen, unexplained)
    if (quantity <= 0) continue
    seen.push({ hold: hold.id, quantity })
    unexplained -= quantity
  }
  if (orders === 'unnamed' && confirmed !== null) {
    unexplained -= Math.min(unexplained, Math.floor(Math.max(0, wanted.reserved - confirmed.reserved)))
  }
  return { newHold: unexplained, seen, edited: 0 }
}

/**
 * How far Shopify moved away from what we left there. After a lost answer two histories are possible: our write was
 * carried out or it was not. A value equal to the one or the other settles it; otherwise the larger decrease is believed,
 * which sells too little until the hold ends, never too much.
 */
function difference(confirmed: Confirmed | null, observed: Observed): { decrease: number; edited: number } {
  const value = observed.quantity
  if (observed.maybe !== null) {
    const { compare, target } = observed.maybe
    if (value === target) return { decrease: 0, edited: 0 }
    return { decrease: Math.max(compare, target) - value, edited: Math.max(0, value - Math.max(compare, target)) }
  }
  if (confirmed === null) return { decrease: 0, edited: 0 }
  return { decrease: confirmed.quantity - value, edited: Math.max(0, value - confirmed.quantity) }
}
