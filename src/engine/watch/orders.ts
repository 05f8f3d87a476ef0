import type { OrdersAt } from '../../base/messages/picture.ts'
import { tidy } from '../../base/messages/tidy.ts'
import { idField, neededTextField, numberField } from '../../ports/odoo/field.ts'
import type { Domain, Odoo } from '../../ports/odoo/odoo.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { millisecondsOf, odooTime } from './odoo-reading.ts'
import type { Sum } from './quant-sums.ts'
import type { Scope } from './scope.ts'
import { ownStock, plainRule, type StockRule } from './stock-rule.ts'
import { locationIdsOf, ofOwnOrders, type Watch } from './watch.ts'

/** What Odoo does with units of a location for orders. */
interface UnitsAt {
  readonly reserved: number
  /** Sent off since the count began, by the location that they went to. */
  readonly sent: ReadonlyMap<number, number>
}

/** By product and location. */
export type OrderUnits = ReadonlyMap<number, ReadonlyMap<number, UnitsAt>>

/** Most products that one question names. */
const longestQuestion = 500

const open = ['assigned', 'partially_available', 'confirmed', 'waiting']

/**
 * The units that are reserved at the watched locations, and those that have left them for sale orders since a time of the server
 * (`YYYY-MM-DD HH:MM:SS`, UTC). Both are sums of one call, so of one moment: a unit that is sent goes from the one to the other and is
 * never in both or in none. With `ownOrders` of the watch both are those of these orders only. What a till sells is no sale order.
 */
export async function readOrderUnits(
  odoo: Pick<Odoo, 'readSums'>,
  watch: Watch,
  productIds: readonly number[],
  since: string,
  rule: StockRule = plainRule,
): Promise<OrderUnits> {
  const found = new Map<number, Map<number, { reserved: number; sent: Map<number, number> }>>()
  const sent: Domain = ['&', '&', ['state', '=', 'done'], ['date', '>=', since], ['picking_id.sale_id', '!=', false]]
  const there: Domain = [['location_id', 'child_of', locationIdsOf(watch)], ...(watch.includeConsigned === true ? [] : ownStock(rule))]
  for (let start = 0; start < productIds.length; start += longestQuestion) {
    const some: Domain = [['product_id', 'in', productIds.slice(start, start + longestQuestion)]]
    const asked: Domain = [...some, ...there, '|', ['state', 'in', open], ...sent, ...ofOwnOrders(watch.ownOrders)]
    const by = ['product_id', 'location_id', 'location_dest_id', 'state']
    for (const group of await odoo.readSums('stock.move.line', asked, by, ['quantity_product_uom'])) {
      const [productId, locationId] = [idField(group, 'product_id'), idField(group, 'location_id')]
      const quantity = numberField(group, 'quantity_product_uom')
      const places = found.get(productId) ?? new Map<number, { reserved: number; sent: Map<number, number> }>()
      const units = places.get(locationId) ?? { reserved: 0, sent: new Map<number, number>() }
      const to = idField(group, 'location_dest_id')
      if (neededTextField(group, 'state') === 'done') units.sent.set(to, (units.sent.get(to) ?? 0) + quantity)
      else units.reserved += quantity
      found.set(productId, places.set(locationId, units))
    }
  }
  return found
}

type Units = ReadonlyMap<number, UnitsAt>
type Sums = ReadonlyMap<number, Sum>

/** Whether what transfers have reserved is what the stock says is reserved, at every location: both were read at one moment. */
export function isAsReserved(units: Units = new Map(), sums: Sums = new Map()): boolean {
  const places = new Set([...units.keys(), ...sums.keys()])
  return [...places].every((id) => tidy((units.get(id)?.reserved ?? 0) - (sums.get(id)?.reserved ?? 0)) === 0)
}

/** The same text for the same figures, in whatever order they came. */
export function toldOfUnits(units: Units = new Map(), sums: Sums = new Map()): string {
  const kept = ascending(units).map(([id, { reserved, sent }]) => [id, tidy(reserved), ascending(sent)])
  return JSON.stringify([kept, ascending(sums).map(([id, { reserved }]) => [id, tidy(reserved)])])
}

function ascending<Value>(map: ReadonlyMap<number, Value>): [number, Value][] {
  return [...map].toSorted(([one], [other]) => one - other)
}

/**
 * What a picture says of orders, in the order of location ids. Units that have gone on to another watched location stand by
 * themselves: whoever sells both has sent nothing off. What is owed may be owed from above the watched locations.
 */
export function ordersOf(
  units: ReadonlyMap<number, UnitsAt> = new Map(),
  owed: ReadonlyMap<number, number> = new Map(),
  { counting, above }: Pick<Scope, 'counting' | 'above'>,
): OrdersAt[] {
  const found: OrdersAt[] = []
  for (const [locationId, { reserved, sent }] of units) {
    const location = counting.get(locationId)
    if (location === undefined) continue
    let gone = 0
    for (const [to, quantity] of sent) {
      const next = counting.get(to)
      if (next === undefined) gone += quantity
      else found.push({ ...location, sent: tidy(quantity), to: [...next.path] })
    }
    found.push({ ...location, ...unlessNone('reserved', reserved), ...unlessNone('sent', gone) })
  }
  for (const [locationId, quantity] of owed) {
    const location = counting.get(locationId) ?? above.get(locationId)
    if (location !== undefined) found.push({ ...location, ...unlessNone('owed', quantity) })
  }
  const told = found.filter(({ reserved, sent, owed: needed }) => [reserved, sent, needed].some((one) => one !== undefined && one !== 0))
  return told.toSorted((one, other) => one.locationId - other.locationId || String(one.to ?? '').localeCompare(String(other.to ?? '')))
}

function unlessNone<Name extends string>(name: Name, quantity: number): { [key in Name]?: number } {
  const named: { [key in Name]?: number } = {}
  if (tidy(quantity) !== 0) named[name] = tidy(quantity)
  return named
}

const day = 86_400_000
/** So long one count goes on: Odoo adds up no more than that, and a new count is compared with no older one. */
const longest = 400 * day

/**
 * Since when units count that Odoo sends off for orders (a time of Odoo, UTC): since this watch looked first, and once in more than a
 * year from anew. A time that lies ahead by more than a day was taken from a clock that was wrong.
 */
export async function ordersSince(tables: Pick<StoreTables, 'cursors'>, watch: string, now: number): Promise<string> {
  const name = `odoo-quant-watch orders ${watch}`
  const known = await tables.cursors.get(name)
  const age = known === null ? Number.NaN : now - millisecondsOf(known)
  if (known !== null && age > -day && age < longest) return known
  const since = odooTime(now)
  await tables.cursors.put(name, since)
  return since
}
