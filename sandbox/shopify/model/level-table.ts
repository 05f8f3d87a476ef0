import type { Level } from './level.ts'

/** Levels as they are, or as they were some writes ago. */
export interface LevelView {
  get(itemId: string, locationId: string): Level | undefined
}

/** How many writes can be looked back at. */
const remembered = 64

/**
 * All levels of a shop. Rows are only ever added, in an order that never changes, so that a cursor can be a position.
 * Remembers what the latest writes replaced, for answers that lag behind by writes or by time (stale reads).
 */
export class LevelTable implements LevelView {
  readonly #levels = new Map<string, Map<string, Level>>()
  readonly #itemsAt = new Map<string, string[]>()
  readonly #locationsOf = new Map<string, string[]>()
  readonly #replaced: { readonly at: number; readonly rows: { readonly level: Level; readonly before: Level | undefined }[] }[] = []

  get(itemId: string, locationId: string): Level | undefined {
    return this.#levels.get(locationId)?.get(itemId)
  }

  /** Items that have ever had a level at the location, oldest first. */
  itemsAt(locationId: string): readonly string[] {
    return this.#itemsAt.get(locationId) ?? []
  }

  /** Locations at which the item has ever had a level, oldest first. */
  locationsOf(itemId: string): readonly string[] {
    return this.#locationsOf.get(itemId) ?? []
  }

  *all(): IterableIterator<Level> {
    for (const at of this.#levels.values()) yield* at.values()
  }

  /** Puts levels in the stead of those that are there, as one write; `at` in milliseconds. */
  write(levels: readonly Level[], at: number): void {
    this.#replaced.push({ at, rows: levels.map((level) => ({ level, before: this.#put(level) })) })
    if (this.#replaced.length > remembered) this.#replaced.shift()
  }

  /** The levels before the latest `writes` writes; at most 64 are remembered. */
  ago(writes: number): LevelView {
    if (writes <= 0) return this
    const before = new Map<string, Level | undefined>()
    for (const { rows } of this.#replaced.slice(-writes).toReversed()) {
      for (const { level, before: old } of rows) before.set(address(level.itemId, level.locationId), old)
    }
    return {
      get: (itemId, locationId) => {
        const key = address(itemId, locationId)
        return before.has(key) ? before.get(key) : this.get(itemId, locationId)
      },
    }
  }

  /** The levels as they were at a moment, as far back as writes are remembered. */
  asOf(moment: number): LevelView {
    return this.ago(this.#replaced.filter(({ at }) => at > moment).length)
  }

  /** Puts one level; answers with the one it replaces. */
  #put(level: Level): Level | undefined {
    let at = this.#levels.get(level.locationId)
    if (at === undefined) this.#levels.set(level.locationId, (at = new Map()))
    const before = at.get(level.itemId)
    at.set(level.itemId, level)
    if (before === undefined) {
      append(this.#itemsAt, level.locationId, level.itemId)
      append(this.#locationsOf, level.itemId, level.locationId)
    }
    return before
  }
}

function address(itemId: string, locationId: string): string {
  return `${itemId} ${locationId}`
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
