import type { Domain, Odoo, OdooRow } from '../../ports/odoo/odoo.ts'

/** Most rows that one answer shall have. */
const longestAnswer = 10_000

/**
 * The rows of a model that belong to these products, in the order of ids. All rows of one product are read by one call, so by
 * one transaction of Odoo: what moves from one row to another cannot be seen half.
 */
export async function rowsOfProducts(
  odoo: Odoo,
  model: string,
  productIds: readonly number[],
  domain: Domain,
  fields: readonly string[],
): Promise<OdooRow[]> {
  if (productIds.length === 0) return []
  const asked: Domain = [['product_id', 'in', [...productIds]], ...domain]
  const single = productIds.length === 1
  const rows = await odoo.searchRead(model, asked, fields, single ? { order: 'id' } : { order: 'id', limit: longestAnswer + 1 })
  if (single || rows.length <= longestAnswer) return rows
  const half = Math.ceil(productIds.length / 2)
  const [some, others] = [productIds.slice(0, half), productIds.slice(half)]
  return [...(await rowsOfProducts(odoo, model, some, domain, fields)), ...(await rowsOfProducts(odoo, model, others, domain, fields))]
}
