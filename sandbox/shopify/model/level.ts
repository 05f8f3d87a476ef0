/** The quantities a level stores; `on_hand` is their sum without `incoming` (shopify-facts 1.7). */
const storedQuantities = ['available', 'committed', 'damaged', 'incoming', 'quality_control', 'reserved', 'safety_stock'] as const
export type StoredQuantity = (typeof storedQuantities)[number]

/** Every quantity name that can be read. */
export const readableQuantities: readonly string[] = [...storedQuantities, 'on_hand']

/** One inventory item at one location. Never changed in place: a write puts a new one in its stead. */
export interface Level extends Readonly<Record<StoredQuantity, number>> {
  readonly itemId: string
  readonly locationId: string
  /** False: the item is not stocked here, its numbers are kept and nothing sells. */
  readonly active: boolean
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly updatedAt: number
  /** When `available` last got another value, whoever gave it; the only quantity of which Shopify tells that (shopify-facts 1.7). */
  readonly availableAt: number
}

export function isStoredQuantity(name: string): name is StoredQuantity {
  return storedQuantities.some((known) => known === name)
}

/** What lies on the shelf. */
export function onHand(level: Level): number {
  return level.available + level.committed + level.damaged + level.quality_control + level.reserved + level.safety_stock
}

/** The quantity of that name, zero for a level that does not exist. */
export function quantityOf(level: Level | undefined, name: StoredQuantity | 'on_hand'): number {
  if (level === undefined) return 0
  return name === 'on_hand' ? onHand(level) : level[name]
}

/** A level with nothing on it. */
export function emptyLevel(itemId: string, locationId: string, active: boolean, now: number): Level {
  return {
    itemId,
    locationId,
    active,
    available: 0,
    committed: 0,
    damaged: 0,
    incoming: 0,
    quality_control: 0,
    reserved: 0,
    safety_stock: 0,
    createdAt: now,
    updatedAt: now,
    availableAt: now,
  }
}
