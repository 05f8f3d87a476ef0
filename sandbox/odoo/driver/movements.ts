import type { Env } from '../orm/env.ts'
import { withContext } from '../orm/env.ts'
import { mustGet } from '../orm/must-get.ts'
import { createRecord } from '../orm/store.ts'
import { num, ref, type Row, text } from '../record/value.ts'
import { confirmMoves } from '../stock/confirm.ts'
import { moveNow } from '../stock/done.ts'
import { applyInventory } from '../stock/inventory.ts'
import { locationOfUsage, warehouseOfLocation } from '../stock/location-tree.ts'
import { movesOf } from '../stock/picking-state.ts'
import { quantsAt } from '../stock/quants.ts'
import { setMoveQuantity } from '../stock/reserve.ts'
import { validatePicking } from '../stock/validate.ts'
import { changeRecord } from '../orm/store.ts'
import type { ProductArgs, StockArgs, TransferArgs } from './args.ts'
import { findLocation, findProduct } from './find.ts'

export interface Moved {
  readonly pickingId: number
}

/** Goods arrive from a vendor: a receipt, confirmed and done. */
export function receive(env: Env, { product, location, quantity }: StockArgs): Moved {
  const to = findLocation(env, location)
  const from = locationOfUsage(env, 'supplier', companyOf(to))
  return carry(env, { typeField: 'in_type_id', from, to: to.id, place: to.id, productId: findProduct(env, product).id, quantity })
}

/** Goods go from one location to another, also to or from transit. What is not there is moved all the same. */
export function transfer(env: Env, { product, from, to, quantity }: TransferArgs): Moved {
  const [source, target] = [findLocation(env, from), findLocation(env, to)]
  const place = warehouseOfLocation(env, source.id) === undefined ? target.id : source.id
  return carry(env, { typeField: 'int_type_id', from: source.id, to: target.id, place, productId: findProduct(env, product).id, quantity })
}

/** A count: the stock at exactly this location becomes the quantity. */
export function adjust(env: Env, { product, location, quantity }: StockArgs): { quantId: number } {
  const [productId, place] = [findProduct(env, product).id, findLocation(env, location)]
  const quant = quantsAt(env, productId, place.id)[0] ?? createRecord(env, 'stock.quant', { product_id: productId, location_id: place.id })
  changeRecord(env, 'stock.quant', quant.id, { inventory_quantity: quantity })
  applyInventory(env, [quant.id])
  return { quantId: quant.id }
}

export function scrap(env: Env, { product, location, quantity }: StockArgs): { moveId: number } {
  const place = findLocation(env, location)
  const bin = env.tx.by('stock.location', 'name', 'Scrap').find((row) => row['company_id'] === place['company_id'])
  const to = bin?.id ?? locationOfUsage(env, 'inventory', companyOf(place))
  return {
    moveId: direct(env, {
      productId: findProduct(env, product).id,
      from: place.id,
      to,
      quantity,
      company: companyOf(place),
      reference: 'Scrap',
    }).id,
  }
}

/** Builds the product at the location out of its bill of materials, whose components are taken from the same location. */
export function manufacture(env: Env, { product, location, quantity }: StockArgs): { moveIds: number[] } {
  const [made, place] = [findProduct(env, product), findLocation(env, location)]
  const shared = { company: companyOf(place), reference: 'Manufacturing' }
  const floor = locationOfUsage(env, 'production', shared.company)
  const [bom] = env.tx.by('mrp.bom', 'product_tmpl_id', num(made, 'product_tmpl_id'))
  const lines = bom === undefined ? [] : env.tx.by('mrp.bom.line', 'bom_id', bom.id)
  const used = lines.map((line) =>
    direct(env, {
      ...shared,
      productId: num(line, 'product_id'),
      from: place.id,
      to: floor,
      quantity: quantity * num(line, 'product_qty'),
    }),
  )
  return { moveIds: [...used, direct(env, { ...shared, productId: made.id, from: floor, to: place.id, quantity })].map((move) => move.id) }
}

/** A row made behind Odoo's back: no move, maybe a second row for the same place (odoo-facts 8). */
export function rawQuant(env: Env, { product, location, quantity }: StockArgs): { quantId: number } {
  const values = { product_id: findProduct(env, product).id, location_id: findLocation(env, location).id, quantity }
  return { quantId: createRecord(env, 'stock.quant', values).id }
}

/** A raw write of the quantity of the first row: its write_date moves, no move is made (odoo-facts 1). */
export function rawWrite(env: Env, { product, location, quantity }: StockArgs): { quantId: number } {
  const [quant] = quantsAt(env, findProduct(env, product).id, findLocation(env, location).id)
  if (quant === undefined) return rawQuant(env, { product, location, quantity })
  changeRecord(env, 'stock.quant', quant.id, { quantity })
  return { quantId: quant.id }
}

/** Archives the product, or brings it back. Its quants stay as they are (odoo-facts 6). */
export function setActive(env: Env, { product }: ProductArgs, active: boolean): void {
  changeRecord(env, 'product.product', findProduct(env, product).id, { active })
}

interface Carry {
  readonly typeField: 'in_type_id' | 'int_type_id'
  readonly from: number
  readonly to: number
  /** A location of the warehouse that does the work. */
  readonly place: number
  readonly productId: number
  readonly quantity: number
}

function carry(env: Env, plan: Carry): Moved {
  const warehouse = warehouseOfLocation(env, plan.place) ?? mustGet(env, 'stock.warehouse', 1)
  const picking = createRecord(env, 'stock.picking', {
    picking_type_id: warehouse[plan.typeField],
    location_id: plan.from,
    location_dest_id: plan.to,
    company_id: warehouse['company_id'],
  })
  const name = env.version === 19 ? {} : { name: text(picking, 'name') }
  createRecord(env, 'stock.move', {
    ...name,
    product_id: plan.productId,
    product_uom_qty: plan.quantity,
    picking_id: picking.id,
    company_id: warehouse['company_id'],
  })
  confirmMoves(env, movesOf(env, picking.id))
  for (const move of movesOf(env, picking.id)) setMoveQuantity(env, move, num(move, 'product_uom_qty'))
  validatePicking(withContext(env, { skip_backorder: true }), picking.id)
  return { pickingId: picking.id }
}

interface Direct {
  readonly productId: number
  readonly from: number
  readonly to: number
  readonly quantity: number
  readonly company: number
  readonly reference: string
}

function direct(env: Env, plan: Direct): Row {
  return moveNow(env, {
    ...(env.version === 19 ? {} : { name: plan.reference }),
    product_id: plan.productId,
    quantity: plan.quantity,
    location_id: plan.from,
    location_dest_id: plan.to,
    company_id: plan.company,
    reference: plan.reference,
  })
}

function companyOf(location: Row): number {
  return ref(location, 'company_id') ?? 1
}
