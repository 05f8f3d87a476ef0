import { roundQuantity } from '../orm/field.ts'
import { num, text } from '../record/value.ts'
import type { World } from '../world.ts'

/** What Odoo really has of a product at one internal location, as committed at this moment. */
export interface TruthLine {
  readonly productId: number
  readonly sku: string
  readonly locationId: number
  readonly location: string
  readonly quantity: number
  readonly reserved: number
  /** quantity − reserved */
  readonly free: number
}

/** Sums of all quants at internal locations, by product and location. */
export function truth(world: World): TruthLine[] {
  const locations = world.database.table('stock.location').rows
  const products = world.database.table('product.product').rows
  const sums = new Map<string, { productId: number; locationId: number; quantity: number; reserved: number }>()
  for (const quant of world.database.table('stock.quant').rows.values()) {
    const [productId, locationId] = [num(quant, 'product_id'), num(quant, 'location_id')]
    if (locations.get(locationId)?.['usage'] !== 'internal') continue
    const key = `${productId} ${locationId}`
    const sum = sums.get(key) ?? { productId, locationId, quantity: 0, reserved: 0 }
    sum.quantity += num(quant, 'quantity')
    sum.reserved += num(quant, 'reserved_quantity')
    sums.set(key, sum)
  }
  return [...sums.values()].map(({ productId, locationId, quantity, reserved }) => {
    const [product, location] = [products.get(productId), locations.get(locationId)]
    return {
      productId,
      sku: product === undefined ? '' : text(product, 'default_code'),
      locationId,
      location: location === undefined ? '' : text(location, 'complete_name'),
      quantity: roundQuantity(quantity),
      reserved: roundQuantity(reserved),
      free: roundQuantity(quantity - reserved),
    }
  })
}

export interface FreeQuestion {
  readonly sku: string
  /** Complete name of a location; everything below it counts. */
  readonly location: string
  /** Complete names of locations that do not count, with everything below them. */
  readonly without?: readonly string[]
}

/** Free quantity of a SKU at a location and below. */
export function freeAt(lines: readonly TruthLine[], { sku, location, without = [] }: FreeQuestion): number {
  const isIn = (name: string, top: string) => name === top || name.startsWith(`${top}/`)
  const counted = lines.filter(
    (line) => line.sku === sku && isIn(line.location, location) && !without.some((top) => isIn(line.location, top)),
  )
  return roundQuantity(counted.reduce((sum, line) => sum + line.free, 0))
}
