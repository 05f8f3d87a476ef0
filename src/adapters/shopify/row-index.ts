/** The first segment that is a number names the row; where it stands differs between mutations (shopify-facts 1.5). */
export function rowIndex(field: readonly string[] | null | undefined, rows: number): number | null {
  const segment = field?.find((part) => /^[0-9]+$/.test(part))
  const index = segment === undefined ? null : Number(segment)
  return index !== null && index < rows ? index : null
}
