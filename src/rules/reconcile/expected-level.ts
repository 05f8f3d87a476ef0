import type { LinkedLevelLine } from '../../base/messages/level.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey, LevelRecord } from '../../ports/store/level-record.ts'
import { acceptWanted, newLevel } from '../delivery/accept.ts'
import { activeHolds } from '../delivery/holds.ts'
import type { LevelSum } from '../delivery/target.ts'
import type { DeliveryOptions } from '../delivery/options.ts'
import { withoutStep } from '../delivery/plan-step.ts'
import { decideLevel } from '../delivery/decision.ts'
import { wantedOf } from '../delivery/wanted.ts'

/** What the delivery would make of a level. */
export interface ExpectedLevel {
  /** What Shopify should show. */
  readonly wanted: number
  /** Units missing at Shopify that nothing explains: taken as sold, and kept back. */
  readonly sold: number
  /** How that number comes about; absent when nothing can be said. */
  readonly sum?: LevelSum
}

/**
 * Asks the delivery what it would write if it got this line and read this value: the one definition of what is right
 * (holds, reservations and unexplained sales included). `elsewhere`: units that other levels of the same stock were seen to
 * sell. Changes nothing. Throws QUANTITY_INVALID.
 */
export function expectedLevel(
  key: LevelKey,
  line: LinkedLevelLine,
  shown: number,
  record: LevelRecord | null,
  holds: readonly Hold[],
  orders: DeliveryOptions['orders'],
  elsewhere = 0,
): ExpectedLevel {
  const known = withoutStep(record ?? newLevel(key))
  const asked = wantedOf(line, '', 0)
  const accepted = acceptWanted(known, asked, holds, orders, 0)
  const ended = new Map(accepted.holds.map((hold) => [hold.id, hold]))
  const left = holds.map((hold) => ended.get(hold.id) ?? hold).filter((hold) => hold.quantity > 0)
  const maybe = known.doubt?.kind === 'lost' ? known.doubt.sent : null
  const read: LevelRecord = { ...accepted.record, doubt: null, observed: { quantity: shown, at: 0, asOf: 0, maybe } }
  const decision = decideLevel(read, left, { orders, editPolicy: 'overwrite', firstWrite: 'compare' }, elsewhere)
  if (decision.do === 'nothing' || decision.do === 'read') return { wanted: shown, sold: 0 }
  const { target, newHold: sold } = decision.sent
  // An older line than the newest picture is compared by that picture.
  const { quantity, asOf } = accepted.record.wanted ?? asked
  return { wanted: target, sold, sum: { quantity, holds: activeHolds(left, asOf), sold, elsewhere, target } }
}
