import type { SQLOutputValue } from 'node:sqlite'
import { SyncError } from '../../../base/error/sync-error.ts'

export type Row = Readonly<Record<string, SQLOutputValue>>

/** Reads a text column. This and the others throw STORE_CORRUPT when the column holds something else. */
export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw wrong(column)
  return value
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column)
}

export function number(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw wrong(column)
  return value
}

export function numberOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : number(row, column)
}

/** Reads a text column that holds one of a few words. */
export function word<W extends string>(row: Row, column: string, words: readonly W[]): W {
  const value = words.find((known) => known === row[column])
  if (value === undefined) throw wrong(column)
  return value
}

/**
 * Reads the JSON part of a record. The one place where the store trusts what it wrote itself: the text must be JSON, its
 * shape is not checked again.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what it wrote
export function json<T>(row: Row, column: string): T {
  try {
    return JSON.parse(text(row, column))
  } catch (cause) {
    throw new SyncError('STORE_CORRUPT', { detail: `column ${column} does not hold JSON` }, { cause })
  }
}

function wrong(column: string): SyncError {
  return new SyncError('STORE_CORRUPT', { detail: `column ${column} holds something unexpected` })
}
