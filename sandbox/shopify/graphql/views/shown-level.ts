import type { Level } from '../../model/level.ts'
import type { ShopContext } from '../shop-context.ts'

/** The level, unless it is not stocked and inactive ones are not asked for. */
export function shownLevel(context: ShopContext, itemId: string, locationId: string, includeInactive: boolean): Level | undefined {
  const level = context.levels.get(itemId, locationId)
  return level !== undefined && (level.active || includeInactive) ? level : undefined
}
