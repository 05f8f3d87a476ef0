/** One measured thing; `wanted` is the promise that it is held against. */
export interface Row {
  readonly what: string
  readonly engine: string | number
  readonly baseline?: string | number
  readonly wanted?: string
  readonly kept?: boolean
}

/** Prints the result as JSON and as a table, and makes the process fail when a promise was not kept. */
export function report(name: string, figures: object, rows: readonly Row[]): void {
  console.log(JSON.stringify({ bench: name, ...figures }))
  console.table(
    rows.map(({ what, engine, baseline = '', wanted = '', kept }) => ({
      what,
      engine,
      'one call per level': baseline,
      wanted,
      kept: kept === undefined ? '' : kept ? 'yes' : 'NO',
    })),
  )
  if (rows.some(({ kept }) => kept === false)) process.exitCode = 1
}

export function rounded(value: number, digits = 1): number {
  return Number(value.toFixed(digits))
}

/** The value at a share of the sorted values. */
export function atShare(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
