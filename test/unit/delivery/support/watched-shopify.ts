import type { LevelAddress, LevelReading, SetAnswer, SetBatch } from '../../../../src/ports/shopify/shopify.ts'
import { InMemoryShopify } from '../../../support/in-memory-shopify.ts'

/** The simulated shop behind the port, with a list of everything that was asked of it. */
export class WatchedShopify extends InMemoryShopify {
  readonly sets: SetBatch[] = []
  readonly reads: (readonly LevelAddress[])[] = []

  override setQuantities(batch: SetBatch): Promise<SetAnswer> {
    this.sets.push(batch)
    return super.setQuantities(batch)
  }

  override readLevels(addresses: readonly LevelAddress[]): Promise<LevelReading[]> {
    this.reads.push(addresses)
    return super.readLevels(addresses)
  }

  /** What was written so far, in its order: item, location, from, to. */
  get written(): { item: string; location: string; from: number | null; to: number }[] {
    return this.sets.flatMap(({ entries }) =>
      entries.map(({ inventoryItemId, locationId, changeFrom, quantity }) => ({
        item: inventoryItemId,
        location: locationId,
        from: changeFrom,
        to: quantity,
      })),
    )
  }
}
