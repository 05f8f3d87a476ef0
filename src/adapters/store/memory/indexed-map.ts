/** Names the group a row belongs to, e.g. its pool; null when it belongs to none. */
export type Grouping<V> = (row: V) => string | null

/** Joins the parts of a key so that keys sort like their parts. */
export function keyOf(...parts: readonly string[]): string {
  return parts.join('\u0000')
}

/**
 * A table in memory: rows by key, groups kept up to date with every change, and a log of what each change replaced, so
 * that undoing costs what was changed and not what is kept.
 */
export class IndexedMap<V> {
  readonly #rows = new Map<string, V>()
  readonly #groupings: readonly Grouping<V>[]
  readonly #groups: readonly Map<string, Map<string, V>>[]
  #log: { readonly key: string; readonly before: V | undefined }[] = []
  #sorted: string[] | null = null

  constructor(...groupings: readonly Grouping<V>[]) {
    this.#groupings = groupings
    this.#groups = groupings.map(() => new Map())
  }

  get(key: string): V | undefined {
    return this.#rows.get(key)
  }

  values(): IterableIterator<V> {
    return this.#rows.values()
  }

  put(key: string, row: V): void {
    this.#log.push({ key, before: this.#rows.get(key) })
    this.#set(key, row)
  }

  remove(key: string): void {
    if (!this.#rows.has(key)) return
    this.#log.push({ key, before: this.#rows.get(key) })
    this.#set(key, undefined)
  }

  /** Rows of one group; `grouping` counts in the order of the constructor. */
  group(grouping: number, name: string): V[] {
    return [...(this.#groups[grouping]?.get(name)?.values() ?? [])]
  }

  /** How many rows a group has. */
  groupSize(grouping: number, name: string): number {
    return this.#groups[grouping]?.get(name)?.size ?? 0
  }

  /** Rows whose key begins with `prefix` and comes after `after`, in the order of their keys. */
  page(prefix: string, after: string, limit: number): V[] {
    this.#sorted ??= [...this.#rows.keys()].toSorted()
    const keys = this.#sorted
    const page: V[] = []
    for (let at = firstAfter(keys, after < prefix ? prefix : after); at < keys.length && page.length < limit; at++) {
      const key = keys[at] ?? ''
      if (!key.startsWith(prefix)) break
      const row = this.#rows.get(key)
      if (row !== undefined) page.push(row)
    }
    return page
  }

  /** Makes the changes since the last commit final. */
  commit(): void {
    this.#log = []
  }

  /** Takes the changes since the last commit back. */
  undo(): void {
    for (const { key, before } of this.#log.toReversed()) this.#set(key, before)
    this.#log = []
  }

  /** A copy of the rows as they were at the last commit. */
  committed(): Map<string, V> {
    const rows = new Map(this.#rows)
    for (const { key, before } of this.#log.toReversed()) {
      if (before === undefined) rows.delete(key)
      else rows.set(key, before)
    }
    return rows
  }

  /** Replaces everything by the given rows. */
  load(rows: ReadonlyMap<string, V>): void {
    this.#log = []
    for (const key of this.#rows.keys()) this.#set(key, undefined)
    for (const [key, row] of rows) this.#set(key, row)
  }

  #set(key: string, row: V | undefined): void {
    const before = this.#rows.get(key)
    if ((before === undefined) !== (row === undefined)) this.#sorted = null
    if (row === undefined) this.#rows.delete(key)
    else this.#rows.set(key, row)
    for (const [at, nameOf] of this.#groupings.entries()) {
      const groups = this.#groups[at]
      if (groups === undefined) continue
      const oldName = before === undefined ? null : nameOf(before)
      const newName = row === undefined ? null : nameOf(row)
      if (oldName !== null && oldName !== newName) leave(groups, oldName, key)
      if (newName !== null && row !== undefined) join(groups, newName, key, row)
    }
  }
}

function join<V>(groups: Map<string, Map<string, V>>, name: string, key: string, row: V): void {
  const group = groups.get(name)
  if (group === undefined) groups.set(name, new Map([[key, row]]))
  else group.set(key, row)
}

function leave<V>(groups: Map<string, Map<string, V>>, name: string, key: string): void {
  const group = groups.get(name)
  group?.delete(key)
  if (group?.size === 0) groups.delete(name)
}

/** Index of the first key greater than `after`. */
function firstAfter(keys: readonly string[], after: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] ?? '') > after) high = middle
    else low = middle + 1
  }
  return low
}
