import type { LevelRecord } from '../../ports/store/level-record.ts'

/** A level that has waited this long (milliseconds) goes with the urgent ones, so that decreases never starve it. */
const AGED_AFTER = 60_000

/**
 * The order in which waiting levels are sent (requirement 7.5): urgent and aged ones first, then the one that has waited
 * longest, then by key so that the order is always the same. One that waits since a time to come has waited for nobody knows how
 * long: the clock was set back.
 */
export function dueOrder(now: number): (a: LevelRecord, b: LevelRecord) => number {
  const agedSince = now - AGED_AFTER
  const late = (level: LevelRecord): number => (level.urgent || waitingSince(level) <= agedSince || waitingSince(level) > now ? 0 : 1)
  return (a, b) => late(a) - late(b) || compare(waitingSince(a), waitingSince(b)) || byItemAndLocation(a, b)
}

function waitingSince(level: LevelRecord): number {
  return level.wanted?.since ?? Number.NEGATIVE_INFINITY
}

function byItemAndLocation(a: LevelRecord, b: LevelRecord): number {
  return compare(a.inventoryItemId, b.inventoryItemId) || compare(a.locationId, b.locationId)
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}
