import { SyncError } from '../../base/error/sync-error.ts'
import type { StoreTables } from '../../ports/store/store.ts'

const pairSwitch = (shop: string): string => `pair:${shop}`

/**
 * The environment guard (requirement 7.9): the first Odoo database that feeds a shop is remembered as its pair; lines of
 * any other are refused with GUARD_PAIR_CHANGED, so that a restored copy never writes.
 */
export async function refuseForeignDatabase(tables: StoreTables, shop: string, database: string): Promise<void> {
  const paired = await tables.switches.get(pairSwitch(shop))
  if (paired === null) await tables.switches.put(pairSwitch(shop), database)
  else if (paired !== database) throw new SyncError('GUARD_PAIR_CHANGED', { shop, paired, database })
}

/** Pairs a shop with another Odoo database, because a person said so. */
export async function pairWith(tables: StoreTables, shop: string, database: string, now: number): Promise<void> {
  await tables.switches.put(pairSwitch(shop), database)
  await tables.audit.add([{ at: now, shop, what: 'paired', note: database }])
}
