import type { Store, StoreTables } from '../../ports/store/store.ts'

/** A small JSON value of the store under a name; what is stored and cannot be read counts as not there. */
export async function getJson(tables: Pick<StoreTables, 'switches'>, name: string): Promise<unknown> {
  const text = await tables.switches.get(name)
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export async function putJson(store: Store, name: string, value: unknown): Promise<void> {
  await store.transaction((tables) => tables.switches.put(name, JSON.stringify(value)))
}
