import { userError } from '../error/python-error.ts'
import type { Env } from '../orm/env.ts'
import { now } from '../orm/now.ts'
import { mustGet } from '../orm/must-get.ts'
import { settle } from '../orm/store.ts'
import { text } from '../record/value.ts'
import { followLine } from './line-moves.ts'

/** Confirms an order: the delivery is made and reserved in the same call (odoo-facts 9). */
export function confirmOrder(env: Env, id: number): void {
  const order = mustGet(env, 'sale.order', id)
  if (order['state'] !== 'draft' && order['state'] !== 'sent') {
    const named = `The following orders are not in a state requiring confirmation: ${text(order, 'name')}`
    throw userError(env.version === 17 ? named : 'Some orders are not in a state requiring confirmation.')
  }
  settle(env, 'sale.order', id, { state: 'sale', date_order: now(env) })
  for (const line of env.tx.by('sale.order.line', 'order_id', id)) followLine(env, line)
}
