import type { Odoo, OdooRow } from '../../ports/odoo/odoo.ts'

/** A stock.location as the dialogs offer it. */
export interface ListedLocation {
  readonly locationId: number
  readonly location: string
  readonly path: readonly number[]
  readonly usage: string
  readonly companyId: number | null
  readonly company: string
}

const usages = ['internal', 'transit', 'view', 'supplier']

/** Every location that a map or a watch can name, with the tree above it. Reads only; throws ODOO_*. */
export async function allLocations(odoo: Odoo): Promise<ListedLocation[]> {
  const fields = ['complete_name', 'parent_path', 'usage', 'company_id']
  const rows = await odoo.searchRead('stock.location', [['usage', 'in', usages]], fields, { order: 'complete_name' })
  const companies = await odoo.searchRead('res.company', [], ['name'])
  const names = new Map(companies.map((company) => [company.id, textOf(company, 'name')]))
  return rows.map((row) => {
    const companyId = typeof row['company_id'] === 'number' ? row['company_id'] : null
    return {
      locationId: row.id,
      location: textOf(row, 'complete_name'),
      path: textOf(row, 'parent_path')
        .split('/')
        .filter((part) => part !== '')
        .map(Number),
      usage: textOf(row, 'usage'),
      companyId,
      company: companyId === null ? '' : (names.get(companyId) ?? ''),
    }
  })
}

function textOf(row: OdooRow, field: string): string {
  const value = row[field]
  return typeof value === 'string' ? value : ''
}
