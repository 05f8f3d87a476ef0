import type { OpenMove } from './open-moves.ts'

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
