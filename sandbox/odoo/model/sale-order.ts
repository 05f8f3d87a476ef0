import { now } from '../orm/now.ts'
import { companyRule } from '../orm/companies.ts'
import type { Env } from '../orm/env.ts'
import { char, datetime, float, many2one, one2many, selection } from '../orm/field.ts'
import type { Access, Method, Model } from '../orm/model.ts'
import { num, type Row, text, type Values } from '../record/value.ts'
import { cancelOrder } from '../sale/cancel.ts'
import { checkCompany } from '../sale/check-company.ts'
import { confirmOrder } from '../sale/confirm.ts'
import { deliveryStatus } from '../sale/delivery.ts'

export const saleAccess: Access = {
  read: ['sales_team.group_sale_salesman', 'stock.group_stock_user', 'mrp.group_mrp_user'],
  write: ['sales_team.group_sale_salesman', 'stock.group_stock_user'],
  create: ['sales_team.group_sale_salesman'],
  unlink: ['sales_team.group_sale_manager'],
}

/** sale.order; client_order_ref is not unique (odoo-facts 9). */
export function saleOrderModel(): Model {
  return {
    name: 'sale.order',
    label: 'Sales Order',
    order: 'date_order desc, id desc',
    indexed: ['client_order_ref', 'name'],
    fields: {
      name: char('Order Reference'),
      state: selection('Status', { default: () => 'draft' }),
      partner_id: many2one('Customer', 'res.partner', { required: true }),
      partner_shipping_id: many2one('Delivery Address', 'res.partner'),
      company_id: many2one('Company', 'res.company', { required: true }),
      warehouse_id: many2one('Warehouse', 'stock.warehouse', { required: true }),
      currency_id: many2one('Currency', 'res.currency', {
        compute: (env, row) => env.tx.get('res.company', num(row, 'company_id'))?.['currency_id'] ?? false,
      }),
      client_order_ref: char('Customer Reference'),
      origin: char('Source Document'),
      note: char('Terms and conditions'),
      date_order: datetime('Order Date', { default: now }),
      commitment_date: datetime('Delivery Date'),
      carrier_id: many2one('Delivery Method', 'delivery.carrier'),
      order_line: one2many('Order Lines', 'sale.order.line', 'order_id'),
      picking_ids: one2many('Transfers', 'stock.picking', 'sale_id'),
      delivery_status: selection('Delivery Status', { compute: deliveryStatus }),
      invoice_status: selection('Invoice Status', { compute: (_env, row) => (row['state'] === 'sale' ? 'to invoice' : 'no') }),
      amount_total: float('Total', { compute: total }),
    },
    display: (_env, row) => text(row, 'name'),
    rule: companyRule,
    access: saleAccess,
    prepare: prepare,
    created: checkCompany,
    changed: (env, _before, after) => checkCompany(env, after),
    methods: { action_confirm: confirm, action_cancel: cancel },
  }
}

const confirm: Method = {
  parameters: [],
  onRecords: true,
  run: (env, ids) => {
    for (const id of ids) confirmOrder(env, id)
    return true
  },
}

const cancel: Method = { parameters: [], onRecords: true, run: cancelOrder }

function prepare(env: Env, values: Values): Values {
  const company = values['company_id'] || (env.tx.get('res.users', env.userId)?.['company_id'] ?? env.companyIds[0] ?? 1)
  const warehouse = env.tx.all('stock.warehouse').find((row) => row['company_id'] === company)
  return {
    ...values,
    name: `S${String(env.tx.nextNumber('sale.order')).padStart(5, '0')}`,
    company_id: company,
    warehouse_id: values['warehouse_id'] || (warehouse?.id ?? false),
    partner_shipping_id: values['partner_shipping_id'] || (values['partner_id'] ?? false),
  }
}

function total(env: Env, order: Row): number {
  const lines = env.tx.by('sale.order.line', 'order_id', order.id)
  return Math.round(lines.reduce((sum, line) => sum + num(line, 'product_uom_qty') * num(line, 'price_unit'), 0) * 100) / 100
}
