import { stockOf } from '../../../rules/map/pool.ts'
import type { Hold } from '../../../ports/store/hold.ts'
import type { HoldTable } from '../../../ports/store/store.ts'
import { number, numberOrNull, text, textOrNull, type Row } from './row.ts'
import type { Session } from './session.ts'

const COLUMNS = `id, shop, inventory_item_id, location_id, pool, order_id, quantity, seen, as_of, reserved_as_of, opened_at, expires_at, doubtful`
const SELECT = `SELECT ${COLUMNS} FROM holds`
const PUT = `INSERT OR REPLACE INTO holds (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const REMOVE = 'DELETE FROM holds WHERE id IN (SELECT value FROM json_each(?))'
/** Every pool of a stock begins with its name; a pool whose name is not ours is one by itself. */
const OF_STOCKS = `${SELECT} WHERE id IN (
  SELECT holds.id FROM json_each(?) AS stock JOIN holds ON pool >= stock.value AND pool < stock.value || char(1114111)
) ORDER BY opened_at, id`
const OF_ORDER = `${SELECT} WHERE shop = ? AND order_id = ? ORDER BY opened_at, id`
const EXPIRED = `${SELECT} WHERE expires_at <= ? ORDER BY opened_at, id`
const ALL = `${SELECT} WHERE shop = ? ORDER BY opened_at, id`

/** Holds in SQLite. */
export function sqliteHolds(session: Session): HoldTable {
  return {
    async put(holds) {
      await session.each(holds, (hold) =>
        session.run(
          PUT,
          hold.id,
          hold.shop,
          hold.inventoryItemId,
          hold.locationId,
          hold.pool,
          hold.order,
          hold.quantity,
          hold.seen,
          hold.asOf,
          hold.reservedAsOf,
          hold.openedAt,
          hold.expiresAt,
          hold.doubtful === true ? 1 : 0,
        ),
      )
    },
    async remove(ids) {
      session.run(REMOVE, JSON.stringify(ids))
    },
    async ofStocks(stocks) {
      const asked = new Set(stocks)
      return session.all(OF_STOCKS, holdOf, JSON.stringify([...asked])).filter((hold) => asked.has(stockOf(hold.pool)))
    },
    async ofOrder(shop, order) {
      return session.all(OF_ORDER, holdOf, shop, order)
    },
    async expired(now) {
      return session.all(EXPIRED, holdOf, now)
    },
    async all(shop) {
      return session.all(ALL, holdOf, shop)
    },
  }
}

function holdOf(row: Row): Hold {
  return {
    id: text(row, 'id'),
    shop: text(row, 'shop'),
    inventoryItemId: text(row, 'inventory_item_id'),
    locationId: text(row, 'location_id'),
    pool: text(row, 'pool'),
    order: textOrNull(row, 'order_id'),
    quantity: number(row, 'quantity'),
    seen: number(row, 'seen'),
    asOf: number(row, 'as_of'),
    reservedAsOf: numberOrNull(row, 'reserved_as_of'),
    openedAt: number(row, 'opened_at'),
    expiresAt: numberOrNull(row, 'expires_at'),
    ...(number(row, 'doubtful') === 1 ? { doubtful: true } : {}),
  }
}
