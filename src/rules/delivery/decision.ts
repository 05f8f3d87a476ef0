import type { Hold } from '../../ports/store/hold.ts'
import type { Confirmed, LevelRecord, Observed, Sent } from '../../ports/store/level-record.ts'
import { explain, type Explanation } from './explain.ts'
import { heldUnits, mayBeNone, unitsThatEnd } from './holds.ts'
import { isDisproved, beforeIt } from './fate.ts'
import type { DeliveryOptions } from './options.ts'
import { soldLately } from './sold-lately.ts'
import { decisionOfStep } from './plan-step.ts'
import { targetOf } from './target.ts'

/** What to do with a level now. `sent.batch` is filled in by the batch. */
export type Decision =
  | { readonly do: 'nothing' }
  | { readonly do: 'read' }
  | { readonly do: 'settle'; readonly sent: Sent }
  | { readonly do: 'write'; readonly sent: Sent }
  | { readonly do: 'leave-edit' | 'leave-step'; readonly sent: Sent }

/**
 * Decides the next step of one level from its record and the holds of its pool: pure, so that every history can be
 * replayed. `target` = wanted − held, and what is at or below zero is never raised to zero (requirement 4.1). `elsewhere` are
 * units that other levels of the same stock have been seen to sell and that are no hold yet; `spokenFor` are units that Odoo has
 * reserved for what they have sold.
 */
export function decideLevel(
  record: LevelRecord,
  holds: readonly Hold[],
  options: Pick<DeliveryOptions, 'orders' | 'editPolicy' | 'firstWrite'>,
  elsewhere = 0,
  spokenFor = 0,
): Decision {
  const { wanted, confirmed, observed } = record
  if (wanted === null) return { do: 'nothing' }
  const blind = options.firstWrite === 'overwrite' && record.doubt?.kind === 'unknown'
  if (record.doubt !== null && !blind) return { do: 'read' }

  const base = observed ?? confirmed
  if (base === null && !blind) return { do: 'read' }
  const compare = base === null ? null : base.quantity
  const { released = 0 } = record
  const lately = soldLately(record.soldLately)
  const explained = explain(record, wanted, confirmed, observed, holds, options.orders, lately, spokenFor, released)
  // What Odoo has released already was the order that came back: it was reserved, and no hold stood for it.
  const cameBack = Math.max(0, explained.cancelled - released)
  const over = unitsThatEnd(holds, record, cameBack)
  const free = unitsThatEnd(mayBeNone(holds, wanted.asOf), record, explained.free)
  const held = heldUnits(holds, wanted.asOf) + explained.newHold - Math.max(over, free) + elsewhere
  const target = targetOf(wanted.quantity, held, compare)
  const sent: Sent = {
    batch: '',
    asOf: wanted.asOf,
    reserved: wanted.reserved,
    compare,
    target,
    held,
    newHold: explained.newHold,
    observedAsOf: observed?.asOf ?? 0,
    seen: explained.seen,
    edited: explained.edited,
    ...(explained.doubtful > 0 ? { doubtful: explained.doubtful } : {}),
    ...(explained.restocked > 0 ? { restocked: explained.restocked } : {}),
    ...(explained.sold > 0 ? { sold: explained.sold } : {}),
    ...(cameBack > 0 ? { cancelled: cameBack } : {}),
    ...(free > 0 ? { free } : {}),
    ...(explained.spent > 0 ? { spent: explained.spent } : {}),
    ...(base?.figures === undefined ? {} : { base: base.figures }),
    ...beforeIt(observed?.maybe),
  }
  const asked = record.step === undefined ? null : decisionOfStep(record.step, wanted, sent)
  if (asked !== null) return asked
  if (target === compare && !needsProof(confirmed, observed, explained)) return { do: 'settle', sent }
  if (explained.edited > 0 && options.editPolicy === 'leave' && target >= ownNumber(record)) return { do: 'leave-edit', sent }
  return { do: 'write', sent }
}

/**
 * The number of Odoo that an edit stands beside: a lower one always goes out, because it says that there is less to ship,
 * whoever wrote what into Shopify. It is the highest that may have been left there, so that in doubt Odoo's number goes out.
 */
function ownNumber({ confirmed, observed, left }: LevelRecord): number {
  return left ?? Math.max(confirmed?.quantity ?? 0, observed?.maybe?.target ?? 0)
}

/**
 * A reading may lag. That a lost write was not carried out, that units left which were hardly sold, or that sold ones came back,
 * the next compare has to prove, also where there is nothing to be written.
 */
function needsProof(confirmed: Confirmed | null, observed: Observed | null, { doubtful, cancelled }: Explanation): boolean {
  return confirmed !== null && (doubtful > 0 || cancelled > 0 || isDisproved(observed))
}
