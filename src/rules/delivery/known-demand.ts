import type { LevelLine } from '../../base/messages/level.ts'
import { tidy } from '../../base/messages/tidy.ts'
import type { LevelRecord, Wanted } from '../../ports/store/level-record.ts'

/**
 * The units of a line that Odoo keeps for orders, reserved or, where the basis of the line takes them off, owed without a
 * reservation: a unit that is reserved later changes nothing.
 */
export function knownDemand({ reserved, demand = 0 }: Pick<LevelLine, 'reserved' | 'demand'>): number {
  return tidy(reserved + demand)
}

/** A level whose basis a person has changed: demand that counts from now on, or no more, is nothing that Odoo has newly reserved. */
export function rebased(record: LevelRecord, { demand }: Wanted): LevelRecord {
  const { wanted, confirmed } = record
  if (wanted === null || confirmed === null || (wanted.demand === undefined) === (demand === undefined)) return record
  return { ...record, confirmed: { ...confirmed, reserved: tidy(confirmed.reserved + (demand ?? 0) - (wanted.demand ?? 0)) } }
}
