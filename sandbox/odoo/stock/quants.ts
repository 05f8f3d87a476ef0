import { below } from '../orm/ancestry.ts'
import type { Env } from '../orm/env.ts'
import { now } from '../orm/now.ts'
import { roundQuantity } from '../orm/field.ts'
import { createRecord } from '../orm/store.ts'
import { num, type Row } from '../record/value.ts'

/** What tells quants of one product at one location apart. */
export interface Traits {
  readonly lot?: number | false
  readonly package?: number | false
  readonly owner?: number | false
}

/** Quants of the product at exactly this location, with these traits; oldest first. */
export function quantsAt(env: Env, productId: number, locationId: number, traits: Traits = {}): Row[] {
  return oldestFirst(
    env.tx
      .by('stock.quant', 'product_id', productId)
      .filter((row) => row['location_id'] === locationId)
      .filter((row) => row['lot_id'] === (traits.lot ?? false))
      .filter((row) => row['package_id'] === (traits.package ?? false) && row['owner_id'] === (traits.owner ?? false)),
  )
}

/** Quants of the product at the location and below; oldest first (removal strategy FIFO). */
export function quantsBelow(env: Env, productId: number, locationId: number): Row[] {
  const locations = below(env, 'stock.location', [locationId])
  return oldestFirst(env.tx.by('stock.quant', 'product_id', productId).filter((row) => locations.has(num(row, 'location_id'))))
}

export interface Change {
  readonly quantity?: number
  readonly reserved?: number
  /** When the goods came in; the oldest date wins. */
  readonly inDate?: number
}

/**
 * Adds to the first quant that no other transaction holds. When all are held it does not wait but makes a second row:
 * that is how Odoo gets duplicates (odoo-facts 2).
 */
export function addToQuants(env: Env, productId: number, locationId: number, change: Change, traits: Traits = {}): void {
  const rows = quantsAt(env, productId, locationId, traits)
  const quant = rows.find((row) => !env.tx.heldByOther('stock.quant', row.id))
  const inDate = change.inDate ?? now(env)
  if (quant === undefined) {
    createRecord(env, 'stock.quant', {
      product_id: productId,
      location_id: locationId,
      lot_id: traits.lot ?? false,
      package_id: traits.package ?? false,
      owner_id: traits.owner ?? false,
      in_date: inDate,
      quantity: change.quantity ?? 0,
      reserved_quantity: change.reserved ?? 0,
      inventory_quantity_set: false,
    })
    return
  }
  const reserved = roundQuantity(num(quant, 'reserved_quantity') + (change.reserved ?? 0))
  env.tx.put('stock.quant', {
    ...quant,
    quantity: roundQuantity(num(quant, 'quantity') + (change.quantity ?? 0)),
    reserved_quantity: change.reserved === undefined || env.version !== 19 ? reserved : Math.max(0, reserved),
    in_date: num(quant, 'quantity') > 0 ? Math.min(num(quant, 'in_date') || inDate, inDate) : inDate,
    write_date: env.tx.startedAt,
    write_uid: env.userId,
  })
}

function oldestFirst(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => num(a, 'in_date') - num(b, 'in_date') || a.id - b.id)
}
