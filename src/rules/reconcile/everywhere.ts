/** The sum of what is wanted of each item at all its locations; only of items that have more than one (for the likely cause). */
export function wantedEverywhere(levels: Iterable<readonly [inventoryItemId: string, wanted: number]>): Map<string, number> {
  const sums = new Map<string, { readonly sum: number; readonly places: number }>()
  for (const [item, wanted] of levels) {
    const known = sums.get(item) ?? { sum: 0, places: 0 }
    sums.set(item, { sum: known.sum + wanted, places: known.places + 1 })
  }
  return new Map([...sums].flatMap(([item, { sum, places }]) => (places > 1 ? [[item, sum] as const] : [])))
}
