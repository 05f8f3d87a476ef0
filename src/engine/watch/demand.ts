import { idField, idsField, neededTextField, numberField } from '../../ports/odoo/field.ts'
import type { Domain, Odoo, OdooRow } from '../../ports/odoo/odoo.ts'
import { rowsOfProducts } from './odoo-reading.ts'

/** By product and by the location that the goods are taken from: units that customers are owed and nothing is reserved for. */
export type Unreserved = ReadonlyMap<number, ReadonlyMap<number, number>>

/**
 * What confirmed deliveries still need and Odoo has not reserved. Where a delivery has several steps, each unit counts once,
 * at the first step that has not happened yet: a later one waits for what that brings. Goods that are still to be bought or
 * made for a delivery count nowhere, because they are taken from no stock.
 */
export function unreservedDemand(moves: readonly OpenMove[], customers: ReadonlySet<number>): Unreserved {
  const byId = new Map(moves.map((move) => [move.id, move]))
  const demand = new Map<number, Map<number, number>>()
  /** What is owed by way of a move so far; of a move that goes to customers itself that is all of it. */
  const owed = new Map<number, number>()
  const isSale = ({ to, final }: OpenMove): boolean => customers.has(to) || (final !== undefined && customers.has(final))

  function add({ productId, from }: OpenMove, units: number): void {
    if (units <= 0) return
    const places = demand.get(productId) ?? new Map<number, number>()
    demand.set(productId, places.set(from, (places.get(from) ?? 0) + units))
  }

  /** The units are needed by way of this move: what it has not reserved is taken from here, or brought by steps before it. */
  function need(move: OpenMove, units: number, way: readonly number[]): void {
    const before = owed.get(move.id) ?? 0
    const missing = move.quantity - move.reserved
    let left = Math.min(units, missing - before)
    if (left <= 0 || way.includes(move.id)) return
    owed.set(move.id, before + left)
    for (const id of move.origins) {
      const origin = byId.get(id)
      if (origin === undefined) continue
      const brought = Math.min(left, origin.quantity)
      // A step that goes to customers of its own accord is counted by itself.
      if (!isSale(origin)) need(origin, brought, [...way, move.id])
      left -= brought
    }
    if (move.broughtToIt && move.origins.length === 0) return
    add(move, left)
  }

  for (const move of moves) if (isSale(move)) need(move, move.quantity, [])
  return demand
}

/** A stock.move that is confirmed and not done, in the unit of measure of its product. */
export interface OpenMove {
  readonly id: number
  readonly productId: number
  readonly from: number
  readonly to: number
  /** Where its goods go in the end, when Odoo makes the next step later (18 and 19). */
  readonly final: number | undefined
  readonly quantity: number
  /** Of that, reserved. */
  readonly reserved: number
  /** The moves that bring its goods, done ones too. */
  readonly origins: readonly number[]
  /** True when it takes what another step brings, and nothing that lies there. */
  readonly broughtToIt: boolean
}

const fields = [
  'product_id',
  'location_id',
  'location_dest_id',
  'product_qty',
  'product_uom_qty',
  'quantity',
  'procure_method',
  'move_orig_ids',
]

/**
 * Moves that are reserved in full say nothing, unless their goods go on from where they take them: those are what a later
 * step waits for.
 */
const open: Domain = [
  '|',
  ['state', 'in', ['confirmed', 'waiting', 'partially_available']],
  '&',
  ['state', '=', 'assigned'],
  ['location_dest_id.usage', '!=', 'customer'],
  ['location_dest_id.usage', 'in', ['customer', 'internal', 'transit']],
]

/**
 * The open moves of the products that bring goods to customers, or on to a place from which another move may; only those that fulfil
 * the condition `of` as well.
 */
export async function openMoves(odoo: Odoo, productIds: readonly number[], of: Domain = []): Promise<OpenMove[]> {
  const later = (await odoo.identity()).dialect.finalDestination ? ['location_final_id'] : []
  return (await rowsOfProducts(odoo, 'stock.move', productIds, [...open, ...of], [...fields, ...later])).map(moveOf)
}

function moveOf(row: OdooRow): OpenMove {
  const [demand, done] = [numberField(row, 'product_uom_qty'), numberField(row, 'quantity')]
  const quantity = numberField(row, 'product_qty')
  const final = row['location_final_id']
  return {
    id: row.id,
    productId: idField(row, 'product_id'),
    from: idField(row, 'location_id'),
    to: idField(row, 'location_dest_id'),
    final: typeof final === 'number' ? final : undefined,
    quantity,
    // Demand and reservation are in the unit of the move.
    reserved: demand > 0 ? quantity * Math.min(1, Math.max(0, done / demand)) : 0,
    origins: idsField(row, 'move_orig_ids'),
    broughtToIt: neededTextField(row, 'procure_method') === 'make_to_order',
  }
}
