import type { Odoo } from '../../ports/odoo/odoo.ts'

/** Odoo locations by complete name; a name that several companies use is left out, because it says too little. */
export async function findLocations(odoo: Odoo, names: readonly string[]): Promise<Map<string, { locationId: number; path: number[] }>> {
  const rows = await odoo.searchRead('stock.location', [['complete_name', 'in', [...names]]], ['complete_name', 'parent_path'])
  const found = new Map<string, { locationId: number; path: number[] }>()
  const twice = new Set<string>()
  for (const row of rows) {
    const name = row['complete_name']
    const path = row['parent_path']
    if (typeof name !== 'string' || typeof path !== 'string') continue
    if (found.has(name)) twice.add(name)
    found.set(name, {
      locationId: row.id,
      path: path
        .split('/')
        .filter((part) => part !== '')
        .map(Number),
    })
  }
  for (const name of twice) found.delete(name)
  return found
}
