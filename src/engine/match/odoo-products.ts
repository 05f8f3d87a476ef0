import { booleanField, neededTextField, textField } from '../../ports/odoo/field.ts'
import type { Domain, Odoo, OdooRow } from '../../ports/odoo/odoo.ts'
import { everyRow } from '../watch/every-row.ts'
import type { OdooCandidate } from '../../rules/link/link-candidate.ts'

/** A product with the server's time of its last change, as `YYYY-MM-DD HH:MM:SS` in UTC. */
export interface OdooProductRow extends OdooCandidate {
  readonly writtenAt: string
}

const model = 'product.product'
const fields = ['default_code', 'barcode', 'display_name', 'active', 'write_date']
/** Archived products are wanted too: they explain why something has no link. */
const context = { active_test: false }
const pageSize = 1000
/** Values in one search. */
const valuesAtOnce = 500

/** Every product, or those of a search, a page at a time. Throws ODOO_*. */
export async function* odooProducts(odoo: Odoo, domain: Domain = []): AsyncGenerator<OdooProductRow[]> {
  for await (const rows of everyRow(odoo, model, domain, fields, { pageSize, context })) yield rows.map(productOf)
}

/** The products with any of these ids, internal references or barcodes, each once; spelled exactly so in Odoo. */
export async function namedProducts(
  odoo: Odoo,
  names: { readonly ids?: Iterable<number>; readonly skus?: Iterable<string>; readonly barcodes?: Iterable<string> },
): Promise<OdooProductRow[]> {
  const found = new Map<number, OdooProductRow>()
  for (const [field, values] of [
    ['id', names.ids ?? []],
    ['default_code', names.skus ?? []],
    ['barcode', names.barcodes ?? []],
  ] as const) {
    const wanted = [...new Set<number | string>(values)].filter((value) => value !== '')
    for (let start = 0; start < wanted.length; start += valuesAtOnce) {
      const domain = [[field, 'in', wanted.slice(start, start + valuesAtOnce)]] as const
      for await (const page of odooProducts(odoo, domain)) for (const product of page) found.set(product.id, product)
    }
  }
  return [...found.values()]
}

function productOf(row: OdooRow): OdooProductRow {
  return {
    id: row.id,
    sku: textField(row, 'default_code') ?? '',
    barcode: textField(row, 'barcode') ?? '',
    name: textField(row, 'display_name') ?? '',
    active: booleanField(row, 'active'),
    writtenAt: neededTextField(row, 'write_date'),
  }
}
