import type { Hold } from '../../ports/store/hold.ts'

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
