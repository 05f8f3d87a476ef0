import { createHash } from 'node:crypto'
import type { DemandAt, Kit, OrdersAt, PictureLine, StockAt } from '../../base/messages/picture.ts'

/**
 * The same text for two pictures with the same figures: what is watched, how much is where, and what a product is matched
 * by. Not the names, the time of the reading or the order of the rows.
 */
export function digestOf(picture: PictureLine): string {
  const { active, sku, barcode } = picture.odoo
  const watched = picture.watched.map((one) => one.locationId).toSorted((one, other) => one - other)
  const excluded =
    picture.excluded === undefined ? [] : [picture.excluded.map((one) => one.locationId).toSorted((one, other) => one - other)]
  const kit = picture.kit === undefined ? [] : [kitFigures(picture.kit)]
  const figures = JSON.stringify([
    active !== false,
    sku ?? '',
    barcode ?? '',
    watched,
    stockFigures(picture.stock),
    ...excluded,
    ...kit,
    ...demandFigures(picture.demand),
    ...ordersFigures(picture.orders),
    ...(picture.ordersCount?.of === undefined ? [] : [picture.ordersCount.of]),
  ])
  return createHash('sha256').update(figures).digest('base64url').slice(0, 22)
}

function stockFigures(stock: readonly StockAt[]): unknown[] {
  return stock
    .toSorted((one, other) => one.locationId - other.locationId)
    .map(({ locationId, path, quantity, reserved, pastRemoval, pastExpiration }) => {
      const past = [pastRemoval, pastExpiration].filter((one) => one !== undefined)
      return [locationId, path, quantity, reserved, ...past]
    })
}

/** None when nothing is owed, so that such a picture has the digest it always had. */
function demandFigures(demand: readonly DemandAt[] = []): unknown[] {
  const places = demand.toSorted((one, other) => one.locationId - other.locationId)
  return demand.length === 0 ? [] : [{ demand: places.map(({ locationId, path, quantity }) => [locationId, path, quantity]) }]
}

/** None when Odoo has reserved and sent nothing, or does not say. */
function ordersFigures(orders: readonly OrdersAt[] = []): unknown[] {
  const places = orders.map(({ locationId, path, reserved, sent, to, owed }) => [locationId, path, reserved, sent, to, owed])
  return orders.length === 0 ? [] : [{ orders: places }]
}

function kitFigures({ components, because }: Kit): unknown[] {
  const parts = components.toSorted((one, other) => one.productId - other.productId)
  const figures = ({ stock, demand, orders }: Kit['components'][number]): unknown[] => [
    stockFigures(stock),
    ...demandFigures(demand),
    ...ordersFigures(orders),
  ]
  return [because ?? '', ...parts.map((part) => [part.productId, part.per, ...figures(part)])]
}
