import type { Random } from '../../../../src/ports/random.ts'

/** Randomness that always comes out in the middle, and ids in their order: `id-1`, `id-2`, … */
export function countedRandom(): Random {
  let count = 0
  return { next: () => 0.5, uuid: () => `id-${++count}` }
}
