/** A number as people of the editor's language write it, with all its decimals. */
export function writtenNumber(number: number): string {
  return number.toLocaleString(RED.i18n.lang(), { maximumFractionDigits: 20 })
}
