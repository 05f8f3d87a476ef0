import type { CursorTable, SwitchTable } from '../../../ports/store/store.ts'
import { IndexedMap } from './indexed-map.ts'

export function namedValueRows(): IndexedMap<string> {
  return new IndexedMap()
}

/** Cursors or switches in memory; null takes a value away. */
export function memoryNamedValues(rows: () => IndexedMap<string>): CursorTable & SwitchTable {
  return {
    async get(name) {
      return rows().get(name) ?? null
    },
    async put(name: string, value: string | null) {
      if (value === null) rows().remove(name)
      else rows().put(name, value)
    },
  }
}
