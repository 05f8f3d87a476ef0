/**
 * How long to fuzz, and from which seed. The same each time, so that a build does not fail by chance; `FUZZ_SEED` and
 * `FUZZ_TIMES` (so many times as long) look further. On failure fast-check prints the seed and the smallest case.
 */
export function fuzzRuns(numRuns: number): { readonly numRuns: number; readonly seed: number } {
  const { FUZZ_SEED, FUZZ_TIMES } = process.env
  return { numRuns: numRuns * Number(FUZZ_TIMES ?? 1), seed: Number(FUZZ_SEED ?? 20_261_121) }
}

/** How long a test of that may take, in milliseconds. */
export const fuzzLimitMs = 120_000 * Math.max(1, Number(process.env['FUZZ_TIMES'] ?? 1))
