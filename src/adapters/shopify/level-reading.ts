import type { AnsweredItem, AnsweredLevel } from './documents/levels.ts'
import type { LevelAddress, LevelReading } from '../../ports/shopify/shopify.ts'

/** The reading of an address out of the answer; `at` is the number of the location in the call. */
export function readingOf(address: LevelAddress, item: AnsweredItem | null | undefined, at: number): LevelReading {
  if (item?.id === undefined) return missingReading(address)
  const level = item[`at${at}`] ?? null
  const figures = { ...addressOf(address), available: quantity(level, 'available'), onHand: quantity(level, 'on_hand'), ...evidence(level) }
  const sku = item.sku === undefined || item.sku === null || item.sku === '' ? {} : { sku: item.sku }
  if (item.tracked === false) return { ...figures, ...sku, state: 'untracked' }
  return { ...figures, ...sku, state: level?.isActive === true ? 'stocked' : 'not-stocked' }
}

/** The reading of an item that Shopify does not have. */
export function missingReading(address: LevelAddress): LevelReading {
  return { ...addressOf(address), state: 'missing', available: 0, onHand: 0 }
}

function addressOf({ inventoryItemId, locationId }: LevelAddress): LevelAddress {
  return { inventoryItemId, locationId }
}

/** What tells a write from a sale, as far as the answer has it. */
function evidence(level: AnsweredLevel | null): Pick<LevelReading, 'committed' | 'changedAt'> {
  const find = (name: string) => level?.quantities.find((one) => one.name === name)
  const committed = find('committed')?.quantity
  const changed = Date.parse(find('available')?.updatedAt ?? '')
  return { ...(committed === undefined ? {} : { committed }), ...(Number.isNaN(changed) ? {} : { changedAt: changed }) }
}

function quantity(level: AnsweredLevel | null, name: string): number {
  return level?.quantities.find((one) => one.name === name)?.quantity ?? 0
}
