import { SyncError } from '../../base/error/sync-error.ts'
import { isPlainObject } from '../../base/plain-object.ts'
import type { OdooRow, OdooValues } from '../../ports/odoo/odoo.ts'

/**
 * The rows of an answer, with many2one values as bare ids also where the server was asked for more and ignored that.
 * Throws ODOO_ANSWER_INVALID when the answer is no list of rows with an id.
 */
export function rowsOf(answer: unknown): OdooRow[] {
  if (!Array.isArray(answer)) throw new SyncError('ODOO_ANSWER_INVALID', { detail: 'no list of rows' })
  return answer.map(rowOf)
}

/**
 * The groups of an answer to `read_group` or `formatted_read_group`: the latter calls a sum `quantity:sum`.
 * Throws ODOO_ANSWER_INVALID when the answer is no list of groups.
 */
export function sumsOf(answer: unknown, by: readonly string[], sums: readonly string[]): OdooValues[] {
  if (!Array.isArray(answer)) throw new SyncError('ODOO_ANSWER_INVALID', { detail: 'no list of groups' })
  return answer.map((group: unknown) => {
    if (!isPlainObject(group)) throw new SyncError('ODOO_ANSWER_INVALID', { detail: 'a group without fields' })
    const shared = by.map((field) => [field, bareValue(group[field])] as const)
    return Object.fromEntries([...shared, ...sums.map((field) => [field, group[field] ?? group[`${field}:sum`]] as const)])
  })
}

function rowOf(row: unknown): OdooRow {
  if (typeof row !== 'object' || row === null || !('id' in row) || typeof row.id !== 'number') {
    throw new SyncError('ODOO_ANSWER_INVALID', { detail: 'a row without an id' })
  }
  const bare: { id: number; [field: string]: unknown } = { id: row.id }
  for (const [field, value] of Object.entries(row)) bare[field] = bareValue(value)
  return { ...bare, id: row.id }
}

/** `[7, 'NJ/Stock']` is a many2one; lists of ids hold no text. */
function bareValue(value: unknown): unknown {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'string' ? value[0] : value
}
