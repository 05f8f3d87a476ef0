import type { Odoo } from '../../../ports/odoo/odoo.ts'
import { quantSums, type Judged, type Sum } from '../quant-sums.ts'
import type { Watch } from '../watch.ts'
import { openMoves, type OpenMove } from './open-moves.ts'
import { unreservedDemand, type Unreserved } from './unreserved.ts'

export interface SettledStock {
  /** As `QuantSums`. */
  readonly sums: ReadonlyMap<number, ReadonlyMap<number, Sum>>
  readonly demand: Unreserved
}

/** So often a product is read again when Odoo reserves at that very moment. */
const mostTimes = 3

/**
 * What lies where, and what customers are owed of it. These are two calls, so two moments: demand is read first, so that
 * what Odoo reserves in between counts twice for the moment and is not offered. Where there is any, it is read again after
 * the stock, and the product once more when it has moved.
 */
export async function settledStock(
  odoo: Odoo,
  watch: Watch,
  productIds: readonly number[],
  customers: ReadonlySet<number>,
  judged?: Judged,
): Promise<SettledStock> {
  const sums = new Map<number, ReadonlyMap<number, Sum>>()
  const demand = new Map<number, ReadonlyMap<number, number>>()
  let open = productIds
  for (let time = 1; open.length > 0; time += 1) {
    const before = await read(odoo, open, customers)
    const now = await quantSums(odoo, watch, open, judged)
    for (const id of open) {
      sums.set(id, now.get(id) ?? new Map())
      demand.set(id, before.demand.get(id) ?? new Map())
    }
    if (time === mostTimes) break
    const owed = open.filter((id) => (before.demand.get(id)?.size ?? 0) > 0)
    const after = await read(odoo, owed, customers)
    open = owed.filter((id) => told(before.moves.get(id)) !== told(after.moves.get(id)))
  }
  return { sums, demand }
}

interface ReadMoves {
  readonly moves: ReadonlyMap<number, readonly OpenMove[]>
  readonly demand: Unreserved
}

async function read(odoo: Odoo, productIds: readonly number[], customers: ReadonlySet<number>): Promise<ReadMoves> {
  const moves = await openMoves(odoo, productIds)
  return { moves: Map.groupBy(moves, (move) => move.productId), demand: unreservedDemand(moves, customers) }
}

function told(moves: readonly OpenMove[] = []): string {
  return JSON.stringify(moves.map(({ id, from, quantity, reserved }) => [id, from, quantity, reserved]))
}
