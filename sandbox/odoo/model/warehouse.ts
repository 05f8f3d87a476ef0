import { companyRule } from '../orm/companies.ts'
import { boolean, char, integer, many2one, selection } from '../orm/field.ts'
import type { Model } from '../orm/model.ts'
import { text } from '../record/value.ts'
import { layOutSteps } from '../stock/delivery-steps.ts'

/** stock.warehouse, with one-step receipts; deliveries take as many steps as are chosen. */
export function warehouseModel(): Model {
  return {
    name: 'stock.warehouse',
    label: 'Warehouse',
    order: 'sequence, id',
    indexed: ['view_location_id', 'code'],
    fields: {
      name: char('Warehouse', { required: true }),
      code: char('Short Name', { required: true }),
      active: boolean('Active', { default: () => true }),
      company_id: many2one('Company', 'res.company', { required: true }),
      partner_id: many2one('Address', 'res.partner'),
      view_location_id: many2one('View Location', 'stock.location'),
      lot_stock_id: many2one('Location Stock', 'stock.location'),
      wh_input_stock_loc_id: many2one('Input Location', 'stock.location'),
      wh_output_stock_loc_id: many2one('Output Location', 'stock.location'),
      in_type_id: many2one('In Type', 'stock.picking.type'),
      out_type_id: many2one('Out Type', 'stock.picking.type'),
      pick_type_id: many2one('Pick Type', 'stock.picking.type'),
      pack_type_id: many2one('Pack Type', 'stock.picking.type'),
      wh_pack_stock_loc_id: many2one('Packing Location', 'stock.location'),
      int_type_id: many2one('Internal Type', 'stock.picking.type'),
      reception_steps: selection('Incoming Shipments', { default: () => 'one_step' }),
      delivery_steps: selection('Outgoing Shipments', { default: () => 'ship_only' }),
      sequence: integer('Sequence', { default: () => 10 }),
    },
    display: (_env, row) => text(row, 'name'),
    rule: companyRule,
    changed: (env, before, after) => {
      if (before['delivery_steps'] !== after['delivery_steps']) layOutSteps(env, after)
    },
    access: { read: ['base.group_user'], write: ['stock.group_stock_manager'], create: ['stock.group_stock_manager'] },
  }
}
