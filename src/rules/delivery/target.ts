/**
 * What a level is to show: what may be sold, without the units that holds keep back. Where nothing is left to be sold it is
 * zero, or what Shopify shows when that is below zero already: units below zero are owed to shoppers, and to raise them to
 * zero would let an order that is cancelled, or the next receipt, sell them once more (requirement 4.1). `shown` is what
 * Shopify is believed to show; null when nobody has looked.
 */
export function targetOf(wanted: number, held: number, shown: number | null): number {
  const due = wanted - held
  return due > 0 ? due : Math.min(0, shown ?? 0)
}
