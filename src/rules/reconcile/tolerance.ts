/** How much a level may differ without being corrected. The default is not at all. */
export interface Tolerance {
  readonly units?: number
  /** Percent of the wanted quantity. */
  readonly percent?: number
}

/** Whether a difference is within the tolerance; where both limits are given it must be within both. */
export function tolerates(tolerance: Tolerance, wanted: number, difference: number): boolean {
  const { units, percent } = tolerance
  if (units === undefined && percent === undefined) return difference === 0
  const size = Math.abs(difference)
  return (units === undefined || size <= units) && (percent === undefined || size * 100 <= percent * wanted)
}
