import type { LevelKey } from '../../ports/store/level-record.ts'

/** Whether two things are about the same level. */
export function sameLevel(one: LevelKey, other: LevelKey): boolean {
  return one.shop === other.shop && one.inventoryItemId === other.inventoryItemId && one.locationId === other.locationId
}

/** A level as one string, for sets and maps. */
export function levelName(key: LevelKey): string {
  return `${key.shop} ${key.inventoryItemId} ${key.locationId}`
}

/** The pool of a level that no picture has named yet. */
export function levelPool(key: LevelKey): string {
  return `level:${levelName(key)}`
}
