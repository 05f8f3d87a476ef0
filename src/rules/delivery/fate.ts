import type { Figures, LevelRecord, Observed, Sent, Doubt } from '../../ports/store/level-record.ts'

/** What a reading proves of a write whose answer was lost. */
export type Fate = 'carried-out' | 'untouched' | 'unknown'

/**
 * What a reading proves of a write whose fate is not known (SPEC.md, proof after a lost answer). A write of `available` moves
 * what is on hand by as much, a sale does not; what is sent to customers only lowers it. Where only one of the two leaves what
 * is on hand as it is shown, or one needs fewer units to have been sent than the other, that one is believed.
 */
export function fateOf(sent: Sent, observed: Observed): Fate {
  const { base, compare, target } = sent
  const { figures, quantity } = observed
  if (base === undefined || figures === undefined || compare === null) return quantity === target ? 'carried-out' : 'unknown'
  const written = target - compare
  const moved = figures.onHand - base.onHand
  if (isUnmoved(sent, observed) && moved !== Math.max(1, written)) return 'untouched'
  if (written === 0) return 'unknown'
  if (moved === written) return 'carried-out'
  if (moved === 0 || (observed.disproved === true && observed.maybe === sent)) return 'untouched'
  if (moved > Math.max(0, written)) return 'unknown'
  if (written > 0) return moved > 0 ? 'carried-out' : 'untouched'
  return moved > written ? 'untouched' : 'carried-out'
}

/**
 * Shopify shows what was compared, and by its own clock nothing has changed that since the reading behind the compare. Its times
 * have whole seconds: an increase that was sold again within one looks like that, but for what is on hand.
 */
function isUnmoved({ base, compare }: Sent, { quantity, figures }: Observed): boolean {
  if (quantity !== compare || base?.changedAt === undefined || figures?.changedAt === undefined) return false
  return figures.changedAt <= base.changedAt
}

/** Whether the last write of unknown fate was not carried out, as far as a reading tells. */
export function isDisproved(observed: Observed | null): boolean {
  return observed?.maybe !== null && observed?.maybe !== undefined && fateOf(observed.maybe, observed) === 'untouched'
}

/**
 * The batches of which a row shows exactly what was compared and was not written: Shopify would have carried that row out,
 * whichever way it treats a batch, so no row of them was carried out.
 */
export function disprovedBatches(records: readonly LevelRecord[]): Set<string> {
  return new Set(
    records.flatMap(({ observed }) => {
      const sent = observed?.maybe
      if (observed === null || sent === null || sent === undefined) return []
      const stands = observed.quantity === sent.compare && sent.base !== undefined
      return stands && fateOf(sent, observed) === 'untouched' ? [sent.batch] : []
    }),
  )
}

/** What a reading told beside `available`. */
export function figuresOf(reading: Figures): Figures {
  const { onHand, committed, changedAt } = reading
  return { onHand, ...(committed === undefined ? {} : { committed }), ...(changedAt === undefined ? {} : { changedAt }) }
}

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
