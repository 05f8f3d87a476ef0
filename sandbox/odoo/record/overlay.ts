import { Table } from './table.ts'
import type { Row } from './value.ts'

/** What a transaction has changed in one table so far. */
export class Overlay {
  readonly written: Table
  readonly removed = new Set<number>()

  constructor(name: string, indexed: readonly string[]) {
    this.written = new Table(name, indexed)
  }

  put(row: Row): void {
    this.written.put(row, 0)
    this.removed.delete(row.id)
  }

  remove(id: number): void {
    this.written.delete(id, 0)
    this.removed.add(id)
  }

  has(id: number): boolean {
    return this.removed.has(id) || this.written.rows.has(id)
  }
}
