import type { Doubt, LevelRecord, Sent } from '../../ports/store/level-record.ts'

/** So many writes of a level whose fate is unknown are remembered at most; every one needs a lost answer of its own. */
const most = 16

/**
 * The doubt about a level that must be read again, and whose last write was certainly not carried out: what is not known of
 * a write before that one goes on being unknown. `sold` are units that the level was seen to sell.
 */
export function readAgain(maybe: Sent | null | undefined, sold = 0): Doubt {
  const seen = sold > 0 ? { sold } : {}
  return maybe === null || maybe === undefined ? { kind: 'stale', ...seen } : { kind: 'lost', sent: maybe, ...seen }
}

/**
 * The doubt about a level whose write may have been carried out. A write without compare leaves nothing known, and so does
 * one of another quantity name than is wanted now.
 */
export function lostWrite({ sent, doubt }: LevelRecord): Doubt {
  if (sent === null || sent.compare === null || doubt?.kind === 'unknown') return { kind: 'unknown' }
  return { kind: 'lost', sent }
}

/**
 * Newly reserved units that explain sales in the last write, or end holds with it, while it is not known whether it was carried out
 * (`Sent.spent`, `Sent.free`).
 */
export function spentUnits({ sent, doubt, observed }: LevelRecord): number {
  const maybe = sent ?? (doubt?.kind === 'lost' ? doubt.sent : observed?.maybe)
  return (maybe?.spent ?? 0) + (maybe?.free ?? 0)
}

/** The part of a write that remembers the ones before it. */
export function beforeIt(maybe: Sent | null | undefined): Pick<Sent, 'before'> {
  return maybe === null || maybe === undefined ? {} : { before: shortened(maybe, most) }
}

function shortened(sent: Sent, left: number): Sent {
  const { before, ...own } = sent
  return before === undefined || left <= 1 ? own : { ...own, before: shortened(before, left - 1) }
}
