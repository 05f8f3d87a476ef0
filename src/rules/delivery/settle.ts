import type { Hold } from '../../ports/store/hold.ts'
import type { Confirmed, Doubt, LevelRecord, Sent } from '../../ports/store/level-record.ts'
import { markAfter } from './explain.ts'
import { sameLevel } from './level-key.ts'
import { after } from './level-machine.ts'
import { readAgain } from './fate.ts'
import { countSold } from './sold-lately.ts'

/**
 * The record after Shopify was proved to show `sent.target`, by a write or by a reading that found it there already.
 * A picture that came in meanwhile may already have counted reservations, and the write itself has: none counts twice. What its
 * picture showed as newly reserved and could not end a younger hold by is counted by a later picture.
 */
export function settleApplied(record: LevelRecord, sent: Sent, holds: readonly Hold[], now: number): LevelRecord {
  // While it was under way, a picture asked for the other quantity name: of that one nothing is known yet.
  const renamed = record.doubt?.kind === 'unknown' && sent.compare !== null
  const newer = record.wanted !== null && record.wanted.asOf > sent.asOf
  const reserved = newer ? markAfter(sent, record.confirmed) : sent.reserved - notCounted(record, sent, holds)
  const { soldLately: _, left: __, released, ...others } = record
  const sold = countSold(record.soldLately, sent.sold ?? 0, sent.restocked ?? 0, now)
  return {
    ...others,
    ...(sold === undefined ? {} : { soldLately: sold }),
    ...(newer && released !== undefined ? { released } : {}),
    state: after(record.state, record.state === 'sending' ? 'applied' : 'agreement'),
    confirmed: renamed ? null : { quantity: sent.target, reserved, at: now, ...figuresAfter(sent) },
    observed: null,
    doubt: renamed ? record.doubt : null,
    sent: null,
    cohort: null,
    attempts: 0,
    urgent: false,
    failure: null,
  }
}

function notCounted(record: LevelRecord, { asOf, reserved, spent = 0, free = 0 }: Sent, holds: readonly Hold[]): number {
  if (record.confirmed === null) return 0
  const younger = holds.filter((hold) => hold.order === null && hold.asOf >= asOf && sameLevel(hold, record))
  const units = younger.reduce((sum, { quantity }) => sum + quantity, 0)
  return Math.min(units, Math.max(0, reserved - record.confirmed.reserved - spent - free))
}

/** A write of `available` moves what is on hand by as much, and when it was carried out is not told. */
function figuresAfter({ base, compare, target }: Sent): Pick<Confirmed, 'figures'> {
  if (base === undefined || compare === null) return {}
  if (target === compare) return { figures: base }
  const { changedAt: _, ...others } = base
  return { figures: { ...others, onHand: base.onHand + target - compare } }
}

/** The record when its batch came to nothing for it; `doubt` says what must be read before the next try. */
export function setAside(record: LevelRecord, doubt: Doubt | null, due: number, cohort: string | null): LevelRecord {
  return {
    ...record,
    state: after(record.state, 'set-aside'),
    observed: doubt === null ? record.observed : null,
    doubt: doubt ?? record.doubt,
    sent: null,
    attempts: doubt === null ? record.attempts : record.attempts + 1,
    due,
    cohort,
  }
}

/** The record when this very row was refused: it waits for a person or a newer picture. */
export function settleRefused(record: LevelRecord, code: string): LevelRecord {
  return {
    ...record,
    state: after(record.state, 'refused'),
    observed: null,
    doubt: record.doubt ?? readAgain(record.sent?.before ?? record.observed?.maybe),
    sent: null,
    cohort: null,
    failure: code,
  }
}
