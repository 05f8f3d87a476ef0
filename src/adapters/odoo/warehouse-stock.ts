import type { Odoo } from '../../ports/odoo/odoo.ts'

/** The stock location of every warehouse: what is watched when nothing is chosen. Throws ODOO_*. */
export async function warehouseStock(odoo: Odoo): Promise<{ locationId: number; location: string }[]> {
  const rows = await odoo.searchRead('stock.warehouse', [], ['lot_stock_id', 'name'], { order: 'id' })
  return rows.flatMap((row) => {
    const locationId = row['lot_stock_id']
    return typeof locationId === 'number' ? [{ locationId, location: typeof row['name'] === 'string' ? row['name'] : '' }] : []
  })
}
