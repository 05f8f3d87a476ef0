import type { WatchedLocation } from '../../base/messages/picture.ts'
import { neededTextField } from '../../ports/odoo/field.ts'
import type { OdooRow } from '../../ports/odoo/odoo.ts'

export const locationFields = ['complete_name', 'parent_path', 'usage', 'company_id'] as const

/** A row of `stock.location`. `usage` is `internal` for stock, `transit` between warehouses, `view` for a branch of the tree. */
export interface LocationRow extends WatchedLocation {
  readonly usage: string
  /** Null: shared by all companies. */
  readonly companyId: number | null
}

/** Throws ODOO_ANSWER_INVALID when a field is missing. */
export function locationRow(row: OdooRow): LocationRow {
  const path = neededTextField(row, 'parent_path')
  return {
    locationId: row.id,
    location: neededTextField(row, 'complete_name'),
    path: path
      .split('/')
      .filter((id) => id !== '')
      .map(Number),
    usage: neededTextField(row, 'usage'),
    companyId: typeof row['company_id'] === 'number' ? row['company_id'] : null,
  }
}
