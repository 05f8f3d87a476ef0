import type { LevelLine } from '../../base/messages/level.ts'
import { tidy } from '../../base/messages/tidy.ts'
import type { LevelRecord, Wanted } from '../../ports/store/level-record.ts'

/**
 * The units of a line that Odoo knows to be sold: kept for orders or, where the watch counts it, sent for them since a fixed time. Kept
 * is what is reserved or, where the basis of the line takes them off, owed without a reservation: a unit that is reserved or sent later
 * changes nothing, so that each order makes it rise once, whatever becomes of the order between two pictures.
 */
export function knownDemand({ reserved, demand = 0, orders }: Pick<LevelLine, 'reserved' | 'demand' | 'orders'>): number {
  return tidy(orders === undefined ? reserved + demand : orders.reserved + (orders.owed ?? 0) + orders.sent)
}

/** The parts of what Odoo knows to be sold that a change of how it is counted changes. */
export function partsOfKnown({ demand, orders }: Pick<LevelLine, 'demand' | 'orders'>): Pick<Wanted, 'demand' | 'sent' | 'counted'> {
  if (orders === undefined) return demand === undefined ? {} : { demand }
  const { owed, sent, since, of } = orders
  return { ...(owed === undefined ? {} : { demand: owed }), sent, counted: of === undefined ? since : `${since} ${of}` }
}

/**
 * A level whose basis a person has changed: demand that counts from now on, or no more, is nothing that Odoo has newly reserved. Nor
 * is anything where orders are counted in another way than before; where they are counted for the first time, what was sent is not.
 */
export function rebased(record: LevelRecord, now: Wanted): LevelRecord {
  const { wanted, confirmed } = record
  if (wanted === null || confirmed === null) return record
  const rebase = (by: number): LevelRecord =>
    by === 0 ? record : { ...record, confirmed: { ...confirmed, reserved: tidy(confirmed.reserved + by) } }
  if (wanted.counted !== now.counted) {
    const first = wanted.counted === undefined && (wanted.demand === undefined) === (now.demand === undefined)
    return rebase(first && !isOfSome(now) ? (now.sent ?? 0) : now.reserved - wanted.reserved)
  }
  return (wanted.demand === undefined) === (now.demand === undefined) ? record : rebase((now.demand ?? 0) - (wanted.demand ?? 0))
}

/** Only the orders of one shop are counted: a date, and then which. */
function isOfSome({ counted = '' }: Wanted): boolean {
  return counted.includes(' ')
}
