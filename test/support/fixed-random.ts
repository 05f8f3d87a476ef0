import type { Random } from '../../src/ports/random.ts'

/** Randomness that always comes out in the middle. */
export const fixedRandom: Random = { next: () => 0.5, uuid: () => '00000000-0000-4000-8000-000000000000' }
