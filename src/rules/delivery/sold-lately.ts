import type { SoldLately } from '../../ports/store/level-record.ts'

/** Two months are remembered in two halves: as long as Shopify shows an order to an app, and so long goods usually come back. */
const half = 30 * 86_400_000

/** Units that may come back into stock in Shopify: sold at the level in the last one to two months, and not come back yet. */
export function soldLately(sold: SoldLately | undefined): number {
  return sold === undefined ? 0 : sold.units + sold.earlier
}

/** The same after `units` more were sold and `back` came back. A clock that is set back forgets nothing. */
export function countSold(sold: SoldLately | undefined, units: number, back: number, now: number): SoldLately | undefined {
  if (sold === undefined && units <= 0) return undefined
  const known = sold ?? { since: now, units: 0, earlier: 0 }
  const age = now - known.since
  const kept = age < half ? known : { since: now, units: 0, earlier: age < 2 * half ? known.units : 0 }
  const fromEarlier = Math.min(kept.earlier, back)
  const left = { ...kept, earlier: kept.earlier - fromEarlier, units: Math.max(0, kept.units - (back - fromEarlier)) + units }
  return left.units + left.earlier > 0 ? left : undefined
}
