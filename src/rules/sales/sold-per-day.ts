import type { CountedAt, LevelLine } from '../../base/messages/level.ts'
import { sourceOf } from '../map/territory.ts'
import type { RecentSales } from './recent-sales.ts'

/**
 * Units of a line that customers were sent a day, on average (ADR 8). What left a source of the line counts, and what left a
 * place of the source's warehouse outside its stock: with picking and packing every delivery leaves from Output. A kit sells as
 * fast as the part of it that sells fastest, alone or in kits. A line that does not say where it was counted has the sales of
 * everywhere.
 */
export function soldPerDay(line: Pick<LevelLine, 'odoo' | 'countedAt' | 'parts'>, sales: RecentSales): number {
  const counts = counting(line.countedAt, sales)
  const sold = (productId: number): number =>
    (sales.shipments.get(productId) ?? []).reduce((sum, { locationId, quantity }) => sum + (counts(locationId) ? quantity : 0), 0)
  const units =
    line.parts === undefined ? sold(line.odoo.productId) : Math.max(0, ...line.parts.map(({ productId, per }) => sold(productId) / per))
  return (units * (line.countedAt?.share ?? 100)) / 100 / sales.days
}

function counting(at: CountedAt | undefined, { places }: RecentSales): (locationId: number) => boolean {
  if (at === undefined) return () => true
  const territory = { sources: new Set(at.sources), excluded: new Set(at.excluded) }
  const warehouses = new Set(at.sources.map((source) => places.get(source)?.warehouseId).filter((id) => id !== undefined))
  return (locationId) => {
    const place = places.get(locationId)
    // What Odoo does not show is counted: that keeps more back, never less.
    if (place === undefined || sourceOf(place.path, territory) !== undefined) return true
    return !place.inStock && place.warehouseId !== undefined && warehouses.has(place.warehouseId)
  }
}
