import type { NamedRow } from './named-row.ts'

/**
 * Rows by Shopify location, in their order. A location may have several rows of which one is switched on; they are told apart
 * by their order.
 */
export function rowsByLocation<Row extends Pick<NamedRow, 'shopifyLocationId'>>(rows: readonly Row[]): Map<string, Row> {
  const seen = new Map<string, number>()
  return new Map(
    rows.map((row) => {
      const count = (seen.get(row.shopifyLocationId) ?? 0) + 1
      seen.set(row.shopifyLocationId, count)
      return [`${row.shopifyLocationId} ${count}`, row]
    }),
  )
}
