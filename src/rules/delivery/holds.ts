import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey } from '../../ports/store/level-record.ts'
import { sameLevel } from './level-key.ts'

/**
 * The holds that keep units back from a picture (requirement 4.3). A named hold ends only for pictures read after the
 * reservation was confirmed; an unnamed one is deleted when it ends, so it counts as long as it is there.
 */
export function activeHolds(holds: readonly Hold[], pictureAsOf: number): Hold[] {
  return holds.filter((hold) => hold.order === null || hold.reservedAsOf === null || pictureAsOf <= hold.reservedAsOf)
}

/** Units kept back from a picture. */
export function heldUnits(holds: readonly Hold[], pictureAsOf: number): number {
  return activeHolds(holds, pictureAsOf).reduce((sum, hold) => sum + hold.quantity, 0)
}

/**
 * The unnamed holds of a level without so many units (`quantity` 0: ended), as far as there are any, the oldest first. Only the
 * holds that change.
 */
export function endUnits(holds: readonly Hold[], level: LevelKey, units: number): Hold[] {
  const own = holds.filter((hold) => hold.order === null && hold.quantity > 0 && sameLevel(hold, level))
  const changed: Hold[] = []
  let left = units
  for (const hold of own) {
    const ends = Math.min(left, hold.quantity)
    if (ends <= 0) break
    changed.push({ ...hold, quantity: hold.quantity - ends })
    left -= ends
  }
  return changed
}

/** How many units that would end. */
export function unitsThatEnd(holds: readonly Hold[], level: LevelKey, units: number): number {
  const own = holds.filter((hold) => hold.order === null && sameLevel(hold, level))
  return Math.min(
    units,
    own.reduce((sum, { quantity }) => sum + quantity, 0),
  )
}

/** Holds older than a picture that may be no sale. */
export function mayBeNone(holds: readonly Hold[], pictureAsOf: number): Hold[] {
  return holds.filter((hold) => hold.doubtful === true && hold.asOf < pictureAsOf)
}
