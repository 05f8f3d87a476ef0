import type { Odoo } from '../../ports/odoo/odoo.ts'
import { type OpenMove, openMoves, type Unreserved, unreservedDemand } from './demand.ts'
import { isAsReserved, type OrderUnits, readOrderUnits, toldOfUnits } from './orders.ts'
import { type Judged, quantSums, type Sum } from './quant-sums.ts'
import { ofOwnOrders, type Watch } from './watch.ts'

export interface SettledStock {
  /** As `QuantSums`. */
  readonly sums: ReadonlyMap<number, ReadonlyMap<number, Sum>>
  readonly demand: Unreserved
  /** Absent when they are not counted. */
  readonly orders?: OrderUnits
  /** Of the demand, that of this shop's orders; absent when the watch tells no orders apart. */
  readonly ownDemand?: Unreserved
}

/** So often a product is read again when Odoo reserves at that very moment. */
const mostTimes = 3

/**
 * What lies where, what customers are owed of it, and, since the time `since`, what orders have reserved and had sent. These are several
 * calls, so several moments: orders and demand are read first, and the product once more when it has moved by then. Where units are
 * owed, demand is read again after the stock. What orders have reserved must be what the stock says is reserved; orders of one shop
 * only are read again in place of that. A difference that stays is in the database and not in the moment.
 */
export async function settledStock(
  odoo: Odoo,
  watch: Watch,
  productIds: readonly number[],
  customers: ReadonlySet<number>,
  judged?: Judged,
  since?: string,
): Promise<SettledStock> {
  const counts = since !== undefined && judged?.rule.sales === true
  const units = async (ids: readonly number[]): Promise<OrderUnits> =>
    counts ? readOrderUnits(odoo, watch, ids, since, judged.rule) : new Map()
  const sums = new Map<number, ReadonlyMap<number, Sum>>()
  const demand = new Map<number, ReadonlyMap<number, number>>()
  const ownDemand = new Map<number, ReadonlyMap<number, number>>()
  const orders = new Map<number, NonNullable<ReturnType<OrderUnits['get']>>>()
  const last = new Map<number, string>()
  let open = productIds
  for (let time = 1; open.length > 0; time += 1) {
    const kept = await units(open)
    const before = await read(odoo, open, customers)
    const own = counts ? await ownOf(odoo, watch, before, customers) : undefined
    const now = await quantSums(odoo, watch, open, judged)
    for (const id of open) {
      sums.set(id, now.get(id) ?? new Map())
      demand.set(id, before.demand.get(id) ?? new Map())
      ownDemand.set(id, own?.get(id) ?? new Map())
      orders.set(id, kept.get(id) ?? new Map())
    }
    if (time === mostTimes) break
    const owed = open.filter((id) => (before.demand.get(id)?.size ?? 0) > 0)
    const after = await read(odoo, owed, customers)
    const again = counts && watch.ownOrders !== undefined ? await units(open) : undefined
    open = open.filter((id) => {
      const moved = owed.includes(id) && told(before.moves.get(id)) !== told(after.moves.get(id))
      if (moved || !counts) return moved
      const story = toldOfUnits(kept.get(id), now.get(id))
      const same = again === undefined ? isAsReserved(kept.get(id), now.get(id)) : story === toldOfUnits(again.get(id), now.get(id))
      const stays = last.get(id) === story
      last.set(id, story)
      return !same && !stays
    })
  }
  return { sums, demand, ...(counts ? { orders } : {}), ...(counts && watch.ownOrders !== undefined ? { ownDemand } : {}) }
}

interface ReadMoves {
  readonly moves: ReadonlyMap<number, readonly OpenMove[]>
  readonly demand: Unreserved
}

async function read(odoo: Odoo, productIds: readonly number[], customers: ReadonlySet<number>): Promise<ReadMoves> {
  const moves = await openMoves(odoo, productIds)
  return { moves: Map.groupBy(moves, (move) => move.productId), demand: unreservedDemand(moves, customers) }
}

/** What this shop's orders are owed of it; asked only where anything is owed. */
async function ownOf(odoo: Odoo, watch: Watch, { demand }: ReadMoves, customers: ReadonlySet<number>): Promise<Unreserved | undefined> {
  if (watch.ownOrders === undefined) return undefined
  const owed = [...demand].flatMap(([id, places]) => (places.size > 0 ? [id] : []))
  return unreservedDemand(await openMoves(odoo, owed, ofOwnOrders(watch.ownOrders)), customers)
}

function told(moves: readonly OpenMove[] = []): string {
  return JSON.stringify(moves.map(({ id, from, quantity, reserved }) => [id, from, quantity, reserved]))
}
