/** What a field of a row can hold. `false` is Odoo's "empty"; a datetime is a count of microseconds since 1970, UTC. */
export type Value = string | number | boolean | readonly number[]

/** One stored record. Rows are never changed in place: a write makes a new row. */
export interface Row {
  readonly id: number
  readonly [field: string]: Value
}

export type Values = Readonly<Record<string, Value>>

/** A number field; an empty one counts as 0, as in Odoo. */
export function num(row: Row, field: string): number {
  const value = row[field]
  return typeof value === 'number' ? value : 0
}

/** A text field; an empty one is ''. */
export function text(row: Row, field: string): string {
  const value = row[field]
  return typeof value === 'string' ? value : ''
}

/** A many2one field; an empty one is undefined. */
export function ref(row: Row, field: string): number | undefined {
  const value = row[field]
  return typeof value === 'number' ? value : undefined
}

/** A many2many field. */
export function refs(row: Row, field: string): readonly number[] {
  const value = row[field]
  return Array.isArray(value) ? value : []
}

export function flag(row: Row, field: string): boolean {
  return row[field] === true
}
