/** Percents are exact to four decimals; BigInt keeps a split of any quantity exact. */
const parts = 10_000

/**
 * Splits a quantity by percent into whole units with the largest remainder: no unit is lost and none is given twice
 * (requirement 2.3). Equal remainders go to the earlier share. Shares below 100 in sum leave the rest unsold; a quantity
 * below one unit gives every share 0. Shares must not sum over 100 (the map is checked for it).
 */
export function splitByPercent(quantity: number, shares: readonly number[]): number[] {
  const units = BigInt(Math.max(0, Math.floor(quantity)))
  const whole = BigInt(100 * parts)
  const weights = shares.map((share) => BigInt(Math.round(share * parts)))
  const total = (units * weights.reduce((sum, weight) => sum + weight, 0n)) / whole
  const quotas = weights.map((weight, index) => ({ index, units: (units * weight) / whole, remainder: (units * weight) % whole }))

  let left = total - quotas.reduce((sum, quota) => sum + quota.units, 0n)
  const given = quotas.map((quota) => quota.units)
  for (const quota of quotas.toSorted((one, other) => compare(other.remainder, one.remainder) || one.index - other.index)) {
    if (left <= 0n) break
    given[quota.index] = quota.units + 1n
    left -= 1n
  }
  return given.map(Number)
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0
}
