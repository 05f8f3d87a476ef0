import { userError } from '../error/python-error.ts'
import { contextFlag } from '../orm/context.ts'
import { type Env, hasGroup, sudo } from '../orm/env.ts'
import { roundQuantity } from '../orm/field.ts'
import type { Json } from '../orm/json.ts'
import type { Named } from '../orm/model.ts'
import { checkFieldGroup } from '../orm/registry.ts'
import { mustGet } from '../orm/must-get.ts'
import { changeRecord, createRecord, settle } from '../orm/store.ts'
import { flag, num, ref, type Row, text, type Values } from '../record/value.ts'
import { assignWaiting, moveNow } from './done.ts'
import { locationOfUsage } from './location-tree.ts'
import { quantsAt } from './quants.ts'
import { traitsOf } from './reserve.ts'

const countFields = new Set([
  'product_id',
  'location_id',
  'lot_id',
  'package_id',
  'owner_id',
  'inventory_quantity',
  'inventory_quantity_auto_apply',
  'inventory_diff_quantity',
  'inventory_date',
  'user_id',
  'inventory_quantity_set',
  'is_outdated',
])
const identity = ['product_id', 'location_id', 'lot_id', 'package_id', 'owner_id']

/** `create` over RPC. In inventory mode it is an upsert of a count; otherwise a raw row without any move (odoo-facts 1, 8). */
export function createQuant(env: Env, sent: Named): number {
  if (!inInventoryMode(env) || sent['inventory_quantity'] === undefined) return createRecord(env, 'stock.quant', sent).id
  if (Object.keys(sent).some((name) => !name.startsWith('x_') && !countFields.has(name))) {
    throw userError("Quant's creation is restricted, you can't do this operation.")
  }
  const { inventory_quantity: counted, ...place } = sent
  const id = existing(env, place) ?? createRecord(sudo(env), 'stock.quant', place).id
  changeRecord(sudo(env), 'stock.quant', id, { inventory_quantity: counted, user_id: env.userId })
  return id
}

/** `write` over RPC. */
export function writeQuants(env: Env, ids: readonly number[], values: Named): void {
  if (inInventoryMode(env) && identity.some((name) => name in values)) {
    throw userError("Quant's editing is restricted, you can't do this operation.")
  }
  const model = env.registry.model('stock.quant')
  for (const name of Object.keys(values)) checkFieldGroup(env, model, name, 'write')
  const { inventory_quantity_auto_apply: now, ...others } = values
  for (const id of ids) changeRecord(env, 'stock.quant', id, now === undefined ? others : { ...others, inventory_quantity: now })
  if (now !== undefined) applyInventory(env, ids)
}

/** Writing a count marks it as set, and remembers how far it is from the stock of that moment. */
export function noteCount(env: Env, row: Row, values: Values): void {
  if (values['inventory_quantity'] === undefined || values['inventory_quantity_set'] === false) return
  const difference = roundQuantity(num(row, 'inventory_quantity') - num(row, 'quantity'))
  env.tx.put('stock.quant', { ...row, inventory_quantity_set: true, inventory_diff_quantity: difference })
}

/**
 * action_apply_inventory: None when done, which XML-RPC turns into a fault. 19 takes a row without a count for a count
 * of zero: calling it a second time empties the row. 17 and 18 do nothing then.
 */
export function applyInventory(env: Env, ids: readonly number[]): Json {
  if (ids.length === 0) return null
  if (env.version === 17 && !hasGroup(env, 'stock.group_stock_manager')) {
    throw userError('Only a stock manager can validate an inventory adjustment.')
  }
  const rows = ids.map((id) => mustGet(env, 'stock.quant', id))
  const outdated = rows.filter(isOutdated)
  if (outdated.length > 0) return conflictWizard(env, ids, outdated)
  for (const row of rows) applyOne(sudo(env), row, whoCounted(env, row))
  return null
}

export function isOutdated(row: Row): boolean {
  const expected = roundQuantity(num(row, 'inventory_quantity') - num(row, 'inventory_diff_quantity'))
  return flag(row, 'inventory_quantity_set') && expected !== num(row, 'quantity')
}

function applyOne(env: Env, row: Row, who: string): void {
  const unset = env.version === 19 && !flag(row, 'inventory_quantity_set')
  const difference = unset ? -num(row, 'quantity') : num(row, 'inventory_diff_quantity')
  const [here, company] = [num(row, 'location_id'), ref(row, 'company_id') ?? 1]
  const loss = locationOfUsage(env, 'inventory', company)
  const values = {
    ...(env.version === 19 ? {} : { name: 'Product Quantity Updated' }),
    product_id: num(row, 'product_id'),
    company_id: company,
    quantity: Math.abs(difference),
    is_inventory: true,
    location_id: difference > 0 ? loss : here,
    location_dest_id: difference > 0 ? here : loss,
    reference: difference === 0 ? 'Product Quantity Confirmed' : `Product Quantity Updated (${who})`,
  }
  const done = moveNow(env, values, traitsOf(row))
  settle(env, 'stock.quant', row.id, { inventory_quantity: 0, inventory_diff_quantity: 0, inventory_quantity_set: false, user_id: false })
  if (env.version === 19) assignWaiting(env, [done])
}

function inInventoryMode(env: Env): boolean {
  return contextFlag(env.context, 'inventory_mode') && hasGroup(env, 'stock.group_stock_user')
}

function existing(env: Env, place: Named): number | undefined {
  const id = (name: string) => (typeof place[name] === 'number' ? place[name] : 0)
  const traits = { lot: id('lot_id') || false, package: id('package_id') || false, owner: id('owner_id') || false } as const
  return quantsAt(env, id('product_id'), id('location_id'), traits)[0]?.id
}

/** The move names who counted; in 19 who applied the count. */
function whoCounted(env: Env, row: Row): string {
  const counter = env.version === 19 ? undefined : ref(row, 'user_id')
  const user = env.tx.get('res.users', counter ?? env.userId)
  return user === undefined ? 'System' : text(user, 'name')
}

function conflictWizard(env: Env, ids: readonly number[], outdated: readonly Row[]): Json {
  return {
    name: 'Conflict in Inventory Adjustment',
    type: 'ir.actions.act_window',
    view_mode: 'form',
    views: [[false, 'form']],
    res_model: 'stock.inventory.conflict',
    target: 'new',
    context: { default_quant_ids: ids, default_quant_to_fix_ids: outdated.map((row) => row.id) },
  }
}
