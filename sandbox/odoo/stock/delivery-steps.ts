import type { Env } from '../orm/env.ts'
import { mustGet } from '../orm/must-get.ts'
import { createRecord, settle } from '../orm/store.ts'
import { num, type Row, text } from '../record/value.ts'
import { locationOfUsage } from './location-tree.ts'

/** One step of a delivery. */
export interface Step {
  readonly type: number
  readonly from: number
  readonly to: number
}

/** The steps by which a warehouse delivers, from its stock to the customer. */
export function deliverySteps(env: Env, warehouse: Row): Step[] {
  const [stock, output, packing] = [
    num(warehouse, 'lot_stock_id'),
    num(warehouse, 'wh_output_stock_loc_id'),
    num(warehouse, 'wh_pack_stock_loc_id'),
  ]
  const customer = locationOfUsage(env, 'customer', num(warehouse, 'company_id'))
  const [pick, pack, ship] = [num(warehouse, 'pick_type_id'), num(warehouse, 'pack_type_id'), num(warehouse, 'out_type_id')]
  const how = text(warehouse, 'delivery_steps')
  if (how === 'ship_only') return [{ type: ship, from: stock, to: customer }]
  const out = { type: ship, from: output, to: customer }
  if (how === 'pick_ship') return [{ type: pick, from: stock, to: output }, out]
  return [{ type: pick, from: stock, to: packing }, { type: pack, from: packing, to: output }, out]
}

/** Opens the places and makes the operation types that the chosen steps need; those of before stay, as in Odoo. */
export function layOutSteps(env: Env, { id }: Row): void {
  const warehouse = mustGet(env, 'stock.warehouse', id)
  if (text(warehouse, 'delivery_steps') === 'ship_only') return
  const output = num(warehouse, 'wh_output_stock_loc_id')
  settle(env, 'stock.location', output, { active: true })
  const own = { company_id: warehouse['company_id'] }
  const [stock, code] = [num(warehouse, 'lot_stock_id'), text(warehouse, 'code')]
  const packing = num(warehouse, 'wh_pack_stock_loc_id') || inside(env, warehouse, 'Packing Zone')
  const type = (name: string, short: string, from: number, to: number): number =>
    createRecord(env, 'stock.picking.type', {
      ...own,
      name,
      code: 'internal',
      sequence_code: `${code}/${short}`,
      warehouse_id: id,
      default_location_src_id: from,
      default_location_dest_id: to,
    }).id
  const made = num(warehouse, 'pick_type_id') > 0
  settle(env, 'stock.warehouse', id, {
    wh_pack_stock_loc_id: packing,
    ...(made ? {} : { pick_type_id: type('Pick', 'PICK', stock, output), pack_type_id: type('Pack', 'PACK', packing, output) }),
  })
}

function inside(env: Env, warehouse: Row, name: string): number {
  const values = { name, usage: 'internal', location_id: warehouse['view_location_id'], company_id: warehouse['company_id'] }
  return createRecord(env, 'stock.location', values).id
}
