import type { MajorVersion } from '../major-version.ts'
import type { Access } from '../orm/model.ts'

const applicationAdministrators = [
  'stock.group_stock_manager',
  'sales_team.group_sale_manager',
  'mrp.group_mrp_manager',
  'base.group_system',
]

/** Everybody reads products; making and changing them needs an administrator, in 19 a right of its own (odoo-facts 14). */
export function productAccess(version: MajorVersion): Access {
  const makers = version === 19 ? ['product.group_product_manager'] : applicationAdministrators
  return { read: ['base.group_user'], write: makers, create: makers, unlink: makers }
}
