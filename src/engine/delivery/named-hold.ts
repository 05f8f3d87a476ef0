import { stockOf } from '../../rules/map/pool.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey } from '../../ports/store/level-record.ts'
import type { Random } from '../../ports/random.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { auditKey, storeHolds } from './end-holds.ts'
import { endUnits, unitsThatEnd } from '../../rules/delivery/holds.ts'
import { levelPool, sameLevel } from '../../rules/delivery/level-key.ts'
import { wakePools } from './pools.ts'

/** What a Shopify order takes of one item at one location, all its lines together, and Odoo has not reserved yet. */
export interface NamedSale extends LevelKey {
  readonly order: string
  readonly quantity: number
}

/**
 * Holds the units of an order (requirement 4.3). Opening it twice changes nothing. An unnamed hold on the same level was
 * most likely this very sale: it gives way to the named one, unit by unit.
 */
export async function openNamedHold(tables: StoreTables, random: Random, sale: NamedSale, now: number): Promise<void> {
  const mine = (await tables.holds.ofOrder(sale.shop, sale.order)).filter((hold) => sameLevel(hold, sale))
  if (mine.length > 0) return
  const [record] = await tables.levels.get([sale])
  const pool = record?.wanted?.pool ?? levelPool(sale)
  const unnamed = await tables.holds.ofStocks([stockOf(pool)])
  const changed = endUnits(unnamed, sale, sale.quantity)
  const seen = unitsThatEnd(unnamed, sale, sale.quantity)
  const named: Hold = {
    shop: sale.shop,
    inventoryItemId: sale.inventoryItemId,
    locationId: sale.locationId,
    id: random.uuid(),
    pool,
    order: sale.order,
    quantity: sale.quantity,
    seen,
    asOf: await tables.nextAsOf(),
    reservedAsOf: null,
    openedAt: now,
    expiresAt: null,
  }
  await storeHolds(tables, [...changed, named])
  await tables.audit.add([{ ...auditKey(sale), at: now, what: 'hold-opened', note: `${sale.quantity} for order ${sale.order}` }])
  await wakePools(tables, [pool], now)
}

/**
 * Odoo has confirmed the reservation of an order: its holds end for pictures read from now on. A hold whose sale Shopify
 * has not shown yet is kept, because it will explain that decrease.
 */
export async function confirmReservation(tables: StoreTables, shop: string, order: string, now: number): Promise<void> {
  const holds = await tables.holds.ofOrder(shop, order)
  if (holds.length === 0) return
  const reservedAsOf = await tables.nextAsOf()
  await storeHolds(
    tables,
    holds.map((hold) => ({ ...hold, reservedAsOf })),
  )
  await wakePools(
    tables,
    holds.map((hold) => hold.pool),
    now,
  )
}
