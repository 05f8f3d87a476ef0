import { property, textProperty, numberProperty } from '../../ports/odoo/property.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { millisecondsOf } from './odoo-reading.ts'

/** How far a watch has come. */
export interface Cursor {
  /** The newest write_date seen, as the server tells it; never the time of the client's clock (odoo-facts 3). */
  readonly newest: string
  /** Clock time of the last comparison of everything. */
  readonly comparedAt: number
  /** What the watch covered then; see `coverageOf`. */
  readonly coverage: string
}

/** The cursor of a watch, or undefined when there is none for what it covers now. */
export async function getCursor(tables: Pick<StoreTables, 'cursors'>, watch: string, coverage: string): Promise<Cursor | undefined> {
  const text = await tables.cursors.get(nameOf(watch))
  const stored: unknown = text === null ? undefined : JSON.parse(text)
  const newest = textProperty(stored, 'newest')
  const comparedAt = numberProperty(stored, 'comparedAt')
  if (newest === undefined || comparedAt === undefined || property(stored, 'coverage') !== coverage) return undefined
  if (Number.isNaN(millisecondsOf(newest))) return undefined
  return { newest, comparedAt, coverage }
}

/**
 * Moves the cursor on. It does not go back, also when two polls end in another order than they began; but a comparison of
 * everything puts it where the server is, because a restored database is older than what was seen. Without `comparedAt` the
 * time of the last comparison stays.
 */
export async function moveCursor(
  tables: Pick<StoreTables, 'cursors'>,
  watch: string,
  coverage: string,
  reached: { readonly newest: string; readonly comparedAt?: number },
): Promise<void> {
  const before = await getCursor(tables, watch, coverage)
  const comparedAt = reached.comparedAt ?? before?.comparedAt
  if (comparedAt === undefined) return
  const ahead = before !== undefined && before.newest > reached.newest && reached.comparedAt === undefined
  const newest = ahead ? before.newest : reached.newest
  if (before?.newest === newest && before.comparedAt === comparedAt) return
  await tables.cursors.put(nameOf(watch), JSON.stringify({ newest, comparedAt, coverage }))
}

function nameOf(watch: string): string {
  return `odoo-quant-watch ${watch}`
}
