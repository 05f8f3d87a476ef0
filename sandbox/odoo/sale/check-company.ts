import { userError } from '../error/python-error.ts'
import type { Env } from '../orm/env.ts'
import { nameOf } from '../orm/read.ts'
import { num, type Row, text } from '../record/value.ts'

/** Refuses an order whose warehouse belongs to another company (odoo-facts 9). */
export function checkCompany(env: Env, order: Row): void {
  const warehouse = env.tx.get('stock.warehouse', num(order, 'warehouse_id'))
  if (warehouse === undefined || warehouse['company_id'] === order['company_id']) return
  const company = nameOf(env, 'res.company', num(order, 'company_id'))
  const named = `(warehouse_id: '${text(warehouse, 'name')}')`
  const name = text(order, 'name')
  const quoted = (word: string) => (env.version === 17 ? `'${word}'` : `“${word}”`)
  throw userError(
    env.version === 19
      ? `Uh-oh! You’ve got some company inconsistencies here:\n- “${name}” belongs to company “${company}” while ` +
          `“Warehouse” ${named} belongs to another company.\nTo avoid a mess, no company crossover is allowed!`
      : `Incompatible companies on records:\n- ${quoted(name)} belongs to company ${quoted(company)} and ` +
          `${quoted('Warehouse')} ${named} belongs to another company.`,
  )
}
