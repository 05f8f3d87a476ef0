import { createHash } from 'node:crypto'
import type { PictureLine } from '../line/picture.ts'

/**
 * The same text for two pictures with the same figures: what is watched, how much is where, and what a product is matched
 * by. Not the names, the time of the reading or the order of the rows.
 */
export function digestOf(picture: PictureLine): string {
  const { active, sku, barcode } = picture.odoo
  const watched = picture.watched.map((one) => one.locationId).toSorted((one, other) => one - other)
  const stock = picture.stock
    .toSorted((one, other) => one.locationId - other.locationId)
    .map((place) => [place.locationId, place.path, place.quantity, place.reserved])
  const figures = JSON.stringify([active !== false, sku ?? '', barcode ?? '', watched, stock])
  return createHash('sha256').update(figures).digest('base64url').slice(0, 22)
}
