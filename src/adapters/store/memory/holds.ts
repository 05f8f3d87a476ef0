import { stockOf } from '../../../rules/map/pool.ts'
import type { Hold } from '../../../ports/store/hold.ts'
import type { HoldTable } from '../../../ports/store/store.ts'
import { IndexedMap, keyOf } from './indexed-map.ts'

const SHOP = 0
const STOCK = 1
const ORDER = 2
const UNNAMED = 3

export function holdRows(): IndexedMap<Hold> {
  return new IndexedMap<Hold>(
    (hold) => hold.shop,
    (hold) => stockOf(hold.pool),
    (hold) => (hold.order === null ? null : keyOf(hold.shop, hold.order)),
    (hold) => (hold.expiresAt === null ? null : 'unnamed'),
  )
}

/** Holds in memory. */
export function memoryHolds(rows: () => IndexedMap<Hold>): HoldTable {
  return {
    async put(holds) {
      for (const hold of holds) rows().put(hold.id, hold)
    },
    async remove(ids) {
      for (const id of ids) rows().remove(id)
    },
    async ofStocks(stocks) {
      return inOrder([...new Set(stocks)].flatMap((stock) => rows().group(STOCK, stock)))
    },
    async ofOrder(shop, order) {
      return inOrder(rows().group(ORDER, keyOf(shop, order)))
    },
    async expired(now) {
      const over = rows().group(UNNAMED, 'unnamed')
      return inOrder(over.filter((hold) => hold.expiresAt !== null && hold.expiresAt <= now))
    },
    async all(shop) {
      return inOrder(rows().group(SHOP, shop))
    },
  }
}

function inOrder(holds: Hold[]): Hold[] {
  return holds.toSorted((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1))
}
