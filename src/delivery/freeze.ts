import type { StoreTables } from '../store/store.ts'

const freezeSwitch = (shop: string): string => `freeze:${shop}`

/** Whether outbound writes of the shop are stopped (requirement 3.4). Changes go on being collected. */
export async function isFrozen(tables: StoreTables, shop: string): Promise<boolean> {
  return (await tables.switches.get(freezeSwitch(shop))) !== null
}

/** Stops or releases every outbound write of the shop, and says so in the audit trail. */
export async function setFrozen(tables: StoreTables, shop: string, frozen: boolean, now: number, note: string): Promise<void> {
  await tables.switches.put(freezeSwitch(shop), frozen ? JSON.stringify({ at: now, note }) : null)
  await tables.audit.add([{ at: now, shop, what: frozen ? 'frozen' : 'released', note }])
}
