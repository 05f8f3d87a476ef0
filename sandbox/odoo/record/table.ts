import type { Row, Value } from './value.ts'

/** The committed rows of one model, with indexes on chosen fields. */
export class Table {
  readonly name: string
  readonly rows = new Map<number, Row>()
  /** Number of the commit that last changed a row; tells a stale write from a fresh one. */
  readonly changedAt = new Map<number, number>()
  readonly #indexes = new Map<string, Map<Value, Set<number>>>()
  #ids: number[] = []
  #idsFresh = true
  #lastId = 0

  constructor(name: string, indexed: readonly string[]) {
    this.name = name
    for (const field of indexed) this.#indexes.set(field, new Map())
  }

  nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  /** All ids in ascending order. */
  ids(): readonly number[] {
    if (!this.#idsFresh) {
      this.#ids = [...this.rows.keys()].toSorted((a, b) => a - b)
      this.#idsFresh = true
    }
    return this.#ids
  }

  get indexed(): readonly string[] {
    return [...this.#indexes.keys()]
  }

  isIndexed(field: string): boolean {
    return this.#indexes.has(field)
  }

  /** Ids of the rows whose indexed field has the value. */
  idsWith(field: string, value: Value): Iterable<number> {
    return this.#indexes.get(field)?.get(value) ?? []
  }

  put(row: Row, commit: number): void {
    const before = this.rows.get(row.id)
    for (const [field, index] of this.#indexes) {
      const old = before?.[field]
      const now = row[field]
      if (old === now) continue
      if (old !== undefined) index.get(old)?.delete(row.id)
      if (now !== undefined) entryOf(index, now).add(row.id)
    }
    if (before === undefined) this.#noteNewId(row.id)
    this.rows.set(row.id, row)
    this.changedAt.set(row.id, commit)
  }

  delete(id: number, commit: number): void {
    const before = this.rows.get(id)
    if (before === undefined) return
    for (const [field, index] of this.#indexes) {
      const old = before[field]
      if (old !== undefined) index.get(old)?.delete(id)
    }
    this.rows.delete(id)
    this.changedAt.set(id, commit)
    this.#idsFresh = false
  }

  #noteNewId(id: number): void {
    this.#lastId = Math.max(this.#lastId, id)
    if (!this.#idsFresh) return
    const last = this.#ids.at(-1)
    if (last === undefined || last < id) this.#ids.push(id)
    else this.#idsFresh = false
  }
}

function entryOf(index: Map<Value, Set<number>>, value: Value): Set<number> {
  const found = index.get(value)
  if (found) return found
  const made = new Set<number>()
  index.set(value, made)
  return made
}
