/** A comma or point that one country reads as the mark of thousands, another as that of decimals. */
const thousands = /^([1-9][0-9]{0,2})[,.]([0-9]{3})\s*%?$/

/** An amount for a cell; with three decimals it gets a zero behind them, so that nobody takes the point for a mark of thousands. */
export function writtenAmount(value: number): number | string {
  return thousands.test(String(value)) ? `${value}0` : value
}

/** What a cell says where it can be read in two ways, each as it must be written to be read in only that one. */
export function twoReadings(text: string): { readonly one: string; readonly other: string } | undefined {
  const [, whole, after] = thousands.exec(text) ?? []
  if (whole === undefined || after === undefined) return undefined
  return { one: `${whole}${after}`, other: String(writtenAmount(Number(`${whole}.${after}`))) }
}
