import type { LevelKey, LevelRecord } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { freezeFirst, isFrozen } from './freeze.ts'

/** What becomes of a shop that this store has never written: it waits for a person, or is written at once. */
export type Begin = 'frozen' | 'written'

const begunSwitch = (shop: string): string => `begun:${shop}`

/** Levels that are looked at in one go. */
const atOnce = 500

/**
 * Decides once for each shop of a store whether it may be written (requirement 7.9): one that was written before goes on, a
 * new one begins frozen unless the setting says otherwise. Returns true when it was frozen now.
 */
export async function beginShop(tables: StoreTables, shop: string, begin: Begin, now: number): Promise<boolean> {
  if ((await tables.switches.get(begunSwitch(shop))) !== null) return false
  await tables.switches.put(begunSwitch(shop), JSON.stringify({ at: now }))
  if (begin === 'written' || (await isFrozen(tables, shop)) || (await wasWritten(tables, shop))) return false
  await freezeFirst(tables, shop, now)
  return true
}

/** A level of it was proved by a write, or a batch is on its way. */
async function wasWritten(tables: StoreTables, shop: string): Promise<boolean> {
  if ((await tables.batches.all(shop)).length > 0) return true
  let after: LevelKey | null = null
  do {
    const page: LevelRecord[] = await tables.levels.page(shop, after, atOnce)
    if (page.some(({ confirmed }) => confirmed !== null)) return true
    after = page.length < atOnce ? null : (page.at(-1) ?? null)
  } while (after !== null)
  return false
}
