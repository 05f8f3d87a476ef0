import type { Env } from '../orm/env.ts'
import { roundQuantity } from '../orm/field.ts'
import { num, type Row } from '../record/value.ts'

/** Joins duplicate rows as Odoo's raw SQL does: the oldest id keeps its old write_date, the others vanish (odoo-facts 2). */
export function mergeDuplicates(env: Env): number {
  const groups = new Map<string, Row[]>()
  for (const row of env.tx.all('stock.quant')) {
    const key = ['product_id', 'company_id', 'location_id', 'lot_id', 'package_id', 'owner_id'].map((field) => row[field]).join(' ')
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  let removed = 0
  for (const [first, ...others] of groups.values()) {
    if (first === undefined || others.length === 0) continue
    const sum = (field: string) => roundQuantity([first, ...others].reduce((so, row) => so + num(row, field), 0))
    env.tx.put('stock.quant', { ...first, quantity: sum('quantity'), reserved_quantity: Math.max(0, sum('reserved_quantity')) })
    for (const row of others) env.tx.remove('stock.quant', row.id)
    removed += others.length
  }
  return removed
}

/** Deletes rows with nothing in them; an assigned or entered count keeps a row (odoo-facts 2). */
export function unlinkZeroQuants(env: Env): number {
  const empty = env.tx
    .all('stock.quant')
    .filter((row) => num(row, 'quantity') === 0 && num(row, 'reserved_quantity') === 0)
    .filter((row) => num(row, 'inventory_quantity') === 0 && row['user_id'] === false)
  for (const row of empty) env.tx.remove('stock.quant', row.id)
  return empty.length
}

/** What opening Inventory > Physical Inventory, and the daily scheduler, do. */
export function runQuantTasks(env: Env): void {
  mergeDuplicates(env)
  unlinkZeroQuants(env)
}
