import type { Link } from '../../ports/store/link.ts'
import type { Store } from '../../ports/store/store.ts'
import { writeTable } from '../../base/table/write-table.ts'
import { storedLinks } from './store-links.ts'

/** The columns of a link file, in their order. An import takes them all and needs only one name of either side. */
export const linkColumns = ['sku', 'variantId', 'inventoryItemId', 'odooProductId', 'by', 'at', 'shop', 'odooDatabase'] as const

/** Every link of a shop as one file. Cells that a spreadsheet would run as a formula are escaped in CSV. */
export async function linksFile(store: Store, shop: string, format: 'csv' | 'json'): Promise<string> {
  const parts: string[] = []
  for await (const page of storedLinks(store, shop)) parts.push(format === 'csv' ? csvOf(page) : page.map(jsonOf).join(',\n'))
  if (format === 'csv') return [writeTable([linkColumns]), ...parts].join('\r\n') + '\r\n'
  return `[\n${parts.join(',\n')}\n]\n`
}

function csvOf(links: readonly Link[]): string {
  const rows = links.map((link) => linkColumns.map((column) => (column === 'at' ? new Date(link.at).toISOString() : String(link[column]))))
  return writeTable(rows)
}

function jsonOf(link: Link): string {
  return JSON.stringify({ ...link, at: new Date(link.at).toISOString() })
}
