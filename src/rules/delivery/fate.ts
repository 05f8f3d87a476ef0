import type { Figures, LevelRecord, Observed, Sent } from '../../ports/store/level-record.ts'

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
