import { companyRule } from '../orm/companies.ts'
import { boolean, char, integer, many2one, selection } from '../orm/field.ts'
import type { Model } from '../orm/model.ts'
import { nameOf } from '../orm/read.ts'
import { ref, text } from '../record/value.ts'

/** stock.picking.type: receipts, deliveries and internal transfers of a warehouse. */
export function pickingTypeModel(): Model {
  return {
    name: 'stock.picking.type',
    label: 'Picking Type',
    order: 'sequence, id',
    indexed: ['warehouse_id'],
    fields: {
      name: char('Operation Type', { required: true }),
      code: selection('Type of Operation', { required: true }),
      sequence_code: char('Sequence Prefix', { required: true }),
      sequence: integer('Sequence', { default: () => 10 }),
      warehouse_id: many2one('Warehouse', 'stock.warehouse'),
      default_location_src_id: many2one('Source Location', 'stock.location'),
      default_location_dest_id: many2one('Destination Location', 'stock.location'),
      company_id: many2one('Company', 'res.company'),
      reservation_method: selection('Reservation Method', { required: true, default: () => 'at_confirm' }),
      reservation_days_before: integer('Days'),
      active: boolean('Active', { default: () => true }),
    },
    display: (env, row) => {
      const warehouse = ref(row, 'warehouse_id')
      return warehouse === undefined ? text(row, 'name') : `${nameOf(env, 'stock.warehouse', warehouse)}: ${text(row, 'name')}`
    },
    rule: companyRule,
    access: { read: ['base.group_user'], write: ['stock.group_stock_manager'], create: ['stock.group_stock_manager'] },
  }
}
