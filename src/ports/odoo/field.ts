import { SyncError } from '../../base/error/sync-error.ts'
import type { OdooValues } from './odoo.ts'

function invalid(field: string, wanted: string): SyncError {
  return new SyncError('ODOO_ANSWER_INVALID', { detail: `${field} is not ${wanted}` })
}

/** A number field. All functions here throw ODOO_ANSWER_INVALID when the field is missing or is something else. */
export function numberField(row: OdooValues, field: string): number {
  const value = row[field]
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(field, 'a number')
  return value
}

/** A many2one field that must have a value: the id. */
export function idField(row: OdooValues, field: string): number {
  const value = row[field]
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) throw invalid(field, 'an id')
  return value
}

/** A text field; Odoo says `false` for one without a value. */
export function textField(row: OdooValues, field: string): string | undefined {
  const value = row[field]
  if (value === false || value === '') return undefined
  if (typeof value !== 'string') throw invalid(field, 'a text')
  return value
}

/** A text field that must have a value. */
export function neededTextField(row: OdooValues, field: string): string {
  const value = textField(row, field)
  if (value === undefined) throw invalid(field, 'a text')
  return value
}

/** A time field that must have a value: UTC in whole seconds, `YYYY-MM-DD HH:MM:SS` (odoo-facts 4). */
export function timeField(row: OdooValues, field: string): string {
  const value = row[field]
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) throw invalid(field, 'a time')
  if (Number.isNaN(Date.parse(`${value.replace(' ', 'T')}Z`))) throw invalid(field, 'a time')
  return value
}

/** A yes-or-no field. */
export function booleanField(row: OdooValues, field: string): boolean {
  const value = row[field]
  if (typeof value !== 'boolean') throw invalid(field, 'true or false')
  return value
}

/** A field with many ids. */
export function idsField(row: OdooValues, field: string): number[] {
  const value = row[field]
  if (!Array.isArray(value)) throw invalid(field, 'a list of ids')
  return value.map((id: unknown) => {
    if (typeof id !== 'number') throw invalid(field, 'a list of ids')
    return id
  })
}
