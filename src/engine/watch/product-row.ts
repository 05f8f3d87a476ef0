import type { OdooProduct } from '../../base/messages/odoo-product.ts'
import type { OdooDialect } from '../../ports/odoo/dialect.ts'
import { booleanField, neededTextField, textField } from '../../ports/odoo/field.ts'
import type { Domain, Odoo, OdooRow } from '../../ports/odoo/odoo.ts'

/** A product as far as a picture needs it. */
export interface ProductRow {
  readonly product: OdooProduct
  /** False for a service or a consumable: Odoo keeps no stock of it, and no stock is then not zero. */
  readonly stocked: boolean
}

const archivedToo = { context: { active_test: false } }

/** The products that the domain lets through, archived ones too, in the order of ids. */
export async function readProducts(odoo: Odoo, domain: Domain, limit?: number): Promise<ProductRow[]> {
  const { dialect, name } = await odoo.identity()
  const fields = ['default_code', 'barcode', 'display_name', 'active', dialect.storable]
  const options = { ...archivedToo, order: 'id', ...(limit === undefined ? {} : { limit }) }
  const rows = await odoo.searchRead('product.product', domain, fields, options)
  return rows.map((row) => productRow(row, name, dialect))
}

/** Ids of the products with one of these internal references, archived ones too; with the references that nobody has. */
export async function productsWithSku(odoo: Odoo, skus: readonly string[]): Promise<{ productIds: number[]; missing: string[] }> {
  const rows = await odoo.searchRead('product.product', [['default_code', 'in', [...skus]]], ['default_code'], archivedToo)
  const found = new Set(rows.map((row) => textField(row, 'default_code')))
  return { productIds: rows.map((row) => row.id), missing: skus.filter((sku) => !found.has(sku)) }
}

function productRow(row: OdooRow, database: string, dialect: OdooDialect): ProductRow {
  const sku = textField(row, 'default_code')
  const barcode = textField(row, 'barcode')
  const product = {
    database,
    productId: row.id,
    name: textField(row, 'display_name') ?? '',
    active: booleanField(row, 'active'),
    ...(sku === undefined ? {} : { sku }),
    ...(barcode === undefined ? {} : { barcode }),
  }
  return { product, stocked: isStocked(row, dialect) }
}

/** Whether Odoo keeps stock of a product that was read with the field `dialect.storable`. */
export function isStocked(row: OdooRow, { storable }: OdooDialect): boolean {
  return storable === 'type' ? neededTextField(row, 'type') === 'product' : booleanField(row, 'is_storable')
}
