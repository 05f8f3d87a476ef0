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
  /** Rows of `res.users.apikeys`: the first is the key in use, one without an end when absent. */
  readonly keys?: readonly ApiKeyRow[]
}

/** A key as its user may read it: Odoo shows nobody the key itself, nor a part of it. */
export interface ApiKeyRow {
  readonly name: string
  /** UTC, `YYYY-MM-DD HH:MM:SS`; in 18 and 19 only. */
  readonly endsAt?: string
  /** A key of another scope than `rpc` opens no door of the API. */
  readonly scope?: string
}

/** Whether the account lets somebody in with this key at this time: a key that is over is refused like a wrong one. */
export function opens(account: AccountOptions, key: unknown, now: number): boolean {
  const endsAt = account.keys?.[0]?.endsAt
  return account.apiKey === key && (endsAt === undefined || now <= Date.parse(`${endsAt.replace(' ', 'T')}Z`))
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
