import { contextFlag } from '../orm/context.ts'
import type { Env } from '../orm/env.ts'
import type { Json } from '../orm/json.ts'
import { mustGet } from '../orm/must-get.ts'
import { settle } from '../orm/store.ts'
import type { Row } from '../record/value.ts'
import { cancelMove } from '../stock/confirm.ts'
import { movesOf } from '../stock/picking-state.ts'
import { unreserveMoves } from '../stock/reserve.ts'

/**
 * Cancels orders: open transfers are cancelled and their reservations released, done ones stay. 17 and 18 answer a
 * wizard and do nothing for a confirmed order, unless the context says disable_cancel_warning (odoo-facts 9).
 */
export function cancelOrder(env: Env, ids: readonly number[]): Json {
  const orders = ids.map((id) => mustGet(env, 'sale.order', id))
  const [first] = orders
  const asks = env.version !== 19 && !contextFlag(env.context, 'disable_cancel_warning')
  if (asks && first !== undefined && orders.some((order) => order['state'] !== 'draft')) return wizard(first)
  for (const order of orders) {
    for (const picking of env.tx.by('stock.picking', 'sale_id', order.id)) {
      for (const move of movesOf(env, picking.id)) cancelMove(env, move, unreserveMoves)
    }
    settle(env, 'sale.order', order.id, { state: 'cancel' })
  }
  return true
}

function wizard(order: Row): Json {
  return {
    name: 'Cancel Sales Order',
    view_mode: 'form',
    res_model: 'sale.order.cancel',
    view_id: 1262,
    type: 'ir.actions.act_window',
    target: 'new',
    context: {
      default_template_id: 17,
      default_order_id: order.id,
      mark_so_as_canceled: true,
      default_email_layout_xmlid: 'mail.mail_notification_layout_with_responsible_signature',
      model_description: 'Sales Order',
    },
  }
}
