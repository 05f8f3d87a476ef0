import type { Domain } from '../../../ports/odoo/odoo.ts'

/** The fields of a sale order by which the orders of a shop can be told from those of other channels. */
export const ownOrderFields = ['client_order_ref', 'origin', 'name', 'team_id.name'] as const

/** How the orders of this shop are recognised in Odoo: a field of the sale order, and what it begins with. */
export interface OwnOrders {
  readonly field: (typeof ownOrderFields)[number]
  readonly begins: string
}

/** The transfers of these orders only, for a model with a `picking_id`; no condition where every order counts. */
export function ofOwnOrders(own: OwnOrders | undefined): Domain {
  if (own === undefined) return []
  // What SQL takes for a wildcard stands for itself.
  const begins = own.begins.replaceAll(/[\\%_]/g, String.raw`\$&`)
  return [[`picking_id.sale_id.${own.field}`, '=like', `${begins}%`]]
}

/** The same as text, so that figures of different orders are not compared with each other. */
export function nameOfOwn(own: OwnOrders | undefined): string | undefined {
  return own === undefined ? undefined : `${own.field} ${own.begins}`
}
