/** A user of the simulated Odoo. */
export interface AccountOptions {
  readonly login: string
  /** Password and API key in one: both work for XML-RPC, the key for JSON-2. */
  readonly apiKey: string
  readonly name?: string
  /** Companies the user may see; the first is the own one. */
  readonly companyIds: readonly number[]
  /** External ids of groups, e.g. 'stock.group_stock_user'; what they imply is added. */
  readonly groups: readonly string[]
}

export interface Account extends AccountOptions {
  readonly userId: number
  readonly allGroups: ReadonlySet<string>
}

/** The rights that the connector needs: Inventory/User and Sales/User: All Documents. */
export const connectorGroups = ['base.group_user', 'stock.group_stock_user', 'sales_team.group_sale_salesman_all_leads'] as const
/** An administrator of everything. */
export const adminGroups = [
  'base.group_system',
  'stock.group_stock_manager',
  'sales_team.group_sale_manager',
  'mrp.group_mrp_manager',
] as const
