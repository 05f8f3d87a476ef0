/** A number in a cell; `percent` when a percent sign stands behind it. */
export interface Decimal {
  readonly value: number
  readonly percent: boolean
}

const decimal = /^(-?[0-9]+(?:[.,][0-9]+)?(?:e[+-]?[0-9]+)?)\s*(%?)$/i

/** Reads a number with a point or a comma, as people and spreadsheets write it; undefined when it is none. */
export function decimalOf(text: string): Decimal | undefined {
  const [, number, sign] = decimal.exec(text) ?? []
  if (number === undefined) return undefined
  const value = Number(number.replace(',', '.'))
  return Number.isFinite(value) ? { value, percent: sign === '%' } : undefined
}
