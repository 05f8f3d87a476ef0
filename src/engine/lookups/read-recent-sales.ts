import type { LevelLine } from '../../base/messages/level.ts'
import { idField, neededTextField, numberField } from '../../ports/odoo/field.ts'
import type { Domain, Odoo, OdooRow } from '../../ports/odoo/odoo.ts'
import { odooTime } from '../watch/odoo-reading.ts'
import { noSales, type RecentSales, type Shipment, type ShippingPlace } from '../../rules/sales/recent-sales.ts'

const dayMs = 86_400_000
/** Products in one question. */
const productsAtOnce = 500

/**
 * Reads what customers were sent of the products of these lines, of kits the parts, since so many days before `now` (milliseconds):
 * the done stock moves to customers, in the unit of measure of the product. Sales that are not sent yet are reserved and so not
 * free anyway. Throws ODOO_*.
 */
export async function readRecentSales(
  odoo: Pick<Odoo, 'readSums' | 'searchRead'>,
  lines: readonly Pick<LevelLine, 'odoo' | 'countedAt' | 'parts'>[],
  days: number,
  now: number,
): Promise<RecentSales> {
  const products = lines.flatMap(({ odoo: { productId }, parts }) => parts?.map((part) => part.productId) ?? [productId])
  const shipments = await readShipments(odoo, ascending(products), odooTime(now - days * dayMs))
  if (shipments.size === 0) return noSales(days)
  const left = [...shipments.values()].flat().map(({ locationId }) => locationId)
  const sources = lines.flatMap(({ countedAt }) => countedAt?.sources ?? [])
  return { days, shipments, places: await readPlaces(odoo, ascending([...left, ...sources])) }
}

async function readShipments(odoo: Pick<Odoo, 'readSums'>, productIds: readonly number[], since: string): Promise<Map<number, Shipment[]>> {
  const found = new Map<number, Shipment[]>()
  for (let start = 0; start < productIds.length; start += productsAtOnce) {
    const sent: Domain = [
      ['product_id', 'in', productIds.slice(start, start + productsAtOnce)],
      ['state', '=', 'done'],
      ['location_dest_id.usage', '=', 'customer'],
      ['date', '>=', since],
    ]
    for (const sum of await odoo.readSums('stock.move.line', sent, ['product_id', 'location_id'], ['quantity_product_uom'])) {
      const productId = idField(sum, 'product_id')
      const shipment = { locationId: idField(sum, 'location_id'), quantity: numberField(sum, 'quantity_product_uom') }
      found.set(productId, [...(found.get(productId) ?? []), shipment])
    }
  }
  return found
}

async function readPlaces(odoo: Pick<Odoo, 'searchRead'>, locationIds: readonly number[]): Promise<Map<number, ShippingPlace>> {
  const archivedToo = { context: { active_test: false } }
  const locations = await odoo.searchRead('stock.location', [['id', 'in', [...locationIds]]], ['parent_path', 'warehouse_id'], archivedToo)
  const warehouseIds = ascending(locations.flatMap((row) => warehouseOf(row) ?? []))
  const warehouses =
    warehouseIds.length === 0 ? [] : await odoo.searchRead('stock.warehouse', [['id', 'in', warehouseIds]], ['lot_stock_id'], archivedToo)
  const stockOf = new Map(warehouses.map((row) => [row.id, idField(row, 'lot_stock_id')]))
  return new Map(
    locations.map((row) => {
      const path = neededTextField(row, 'parent_path').split('/').filter(Boolean).map(Number)
      const warehouseId = warehouseOf(row)
      const stock = warehouseId === undefined ? undefined : stockOf.get(warehouseId)
      return [row.id, { path, warehouseId, inStock: stock !== undefined && path.includes(stock) }]
    }),
  )
}

function warehouseOf(row: OdooRow): number | undefined {
  return row['warehouse_id'] === false ? undefined : idField(row, 'warehouse_id')
}

function ascending(ids: readonly number[]): number[] {
  return [...new Set(ids)].toSorted((one, other) => one - other)
}
