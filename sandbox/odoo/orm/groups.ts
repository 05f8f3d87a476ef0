import type { MajorVersion } from '../major-version.ts'

/** Groups by their external id, with what each one brings along. */
const implied: Readonly<Record<string, readonly string[]>> = {
  'base.group_user': [],
  'base.group_system': ['base.group_user', 'product.group_product_manager'],
  'stock.group_stock_user': ['base.group_user'],
  'stock.group_stock_manager': ['stock.group_stock_user'],
  'sales_team.group_sale_salesman': ['base.group_user'],
  'sales_team.group_sale_salesman_all_leads': ['sales_team.group_sale_salesman'],
  'sales_team.group_sale_manager': ['sales_team.group_sale_salesman_all_leads'],
  'mrp.group_mrp_user': ['base.group_user'],
  'mrp.group_mrp_manager': ['mrp.group_mrp_user'],
}

const labels: Readonly<Record<string, string>> = {
  'base.group_user': 'User types/Internal User',
  'base.group_system': 'Administration/Settings',
  'product.group_product_manager': 'Products/Create',
  'stock.group_stock_user': 'Inventory/User',
  'stock.group_stock_manager': 'Inventory/Administrator',
  'sales_team.group_sale_salesman': 'Sales/User: Own Documents Only',
  'sales_team.group_sale_salesman_all_leads': 'Sales/User: All Documents',
  'sales_team.group_sale_manager': 'Sales/Administrator',
  'mrp.group_mrp_user': 'Manufacturing/User',
  'mrp.group_mrp_manager': 'Manufacturing/Administrator',
}

const labelsOf19: Readonly<Record<string, string>> = {
  'base.group_user': 'Role / User',
  'base.group_system': 'Role / Administrator',
}

export function groupLabel(group: string, version: MajorVersion): string {
  return (version === 19 ? labelsOf19[group] : undefined) ?? labels[group] ?? group
}

/** The groups and everything they imply. */
export function withImplied(groups: readonly string[]): Set<string> {
  const all = new Set<string>()
  const open = [...groups]
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    if (all.has(group)) continue
    all.add(group)
    open.push(...(implied[group] ?? []))
  }
  return all
}
