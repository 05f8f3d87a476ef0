import type { StoreTables } from '../../ports/store/store.ts'
import type { LevelKey, LevelRecord } from '../../ports/store/level-record.ts'

const freezeSwitch = (shop: string): string => `freeze:${shop}`

/** Who stopped a shop, since when. */
export interface Freeze {
  readonly at: number
  readonly note: string
  /** True when nobody did: the shop was never written from this store, and waits for a person's first release. */
  readonly first: boolean
}

/** Whether outbound writes of the shop are stopped (requirement 3.4). Changes go on being collected. */
export async function isFrozen(tables: StoreTables, shop: string): Promise<boolean> {
  return (await tables.switches.get(freezeSwitch(shop))) !== null
}

/** The freeze of the shop; null while it is written. */
export async function freezeOf(tables: StoreTables, shop: string): Promise<Freeze | null> {
  const text = await tables.switches.get(freezeSwitch(shop))
  if (text === null) return null
  const stored: { readonly at: number; readonly note: string; readonly first?: boolean } = JSON.parse(text)
  return { at: stored.at, note: stored.note, first: stored.first === true }
}

/** Stops or releases every outbound write of the shop, and says so in the audit trail. */
export async function setFrozen(tables: StoreTables, shop: string, frozen: boolean, now: number, note: string): Promise<void> {
  await tables.switches.put(freezeSwitch(shop), frozen ? JSON.stringify({ at: now, note }) : null)
  await tables.audit.add([{ at: now, shop, what: frozen ? 'frozen' : 'released', note }])
}

/** Stops a shop that was never written, until a person has looked and releases it (requirement 7.9). */
export async function freezeFirst(tables: StoreTables, shop: string, now: number): Promise<void> {
  const note = 'never written before'
  await tables.switches.put(freezeSwitch(shop), JSON.stringify({ at: now, note, first: true }))
  await tables.audit.add([{ at: now, shop, what: 'frozen', note }])
}

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
