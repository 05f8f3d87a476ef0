import type { LevelLine } from '../../base/messages/level.ts'
import { tidy } from '../../base/messages/tidy.ts'
import type { LevelRecord, Sent, Wanted } from '../../ports/store/level-record.ts'

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
 * A write whose fate is not known goes on with the level: what it was planned with is counted as its picture was.
 */
export function rebased(record: LevelRecord, now: Wanted): LevelRecord {
  const { wanted } = record
  if (wanted === null) return record
  if (wanted.counted !== now.counted) {
    const first = wanted.counted === undefined && (wanted.demand === undefined) === (now.demand === undefined)
    return movedBy(record, first && !isOfSome(now) ? (now.sent ?? 0) : now.reserved - wanted.reserved)
  }
  return (wanted.demand === undefined) === (now.demand === undefined) ? record : movedBy(record, (now.demand ?? 0) - (wanted.demand ?? 0))
}

/** The level with all its marks moved: that of what was proved last, and those of the writes that are under way or in doubt. */
function movedBy(record: LevelRecord, by: number): LevelRecord {
  const { confirmed, observed, doubt, sent } = record
  if (by === 0) return record
  return {
    ...record,
    confirmed: confirmed && { ...confirmed, reserved: tidy(confirmed.reserved + by) },
    observed: observed && { ...observed, maybe: observed.maybe && sentBy(observed.maybe, by) },
    doubt: doubt?.kind === 'lost' ? { ...doubt, sent: sentBy(doubt.sent, by) } : doubt,
    sent: sent && sentBy(sent, by),
  }
}

function sentBy(sent: Sent, by: number): Sent {
  const { before } = sent
  return { ...sent, reserved: tidy(sent.reserved + by), ...(before === undefined ? {} : { before: sentBy(before, by) }) }
}

/** Only the orders of one shop are counted: a date, and then which. */
function isOfSome({ counted = '' }: Wanted): boolean {
  return counted.includes(' ')
}
