import type { DemandAt, Kit, OrdersAt, PictureLine, StockAt } from '../../base/messages/picture.ts'
import { traceStep } from '../../base/messages/trace-step.ts'
import type { TraceStep } from '../../base/messages/trace.ts'
import type { Odoo } from '../../ports/odoo/odoo.ts'
import { sentence } from '../../base/text/say.ts'
import type { ProductRow } from './products.ts'
import type { Recipe } from './kits/recipe.ts'
import { settledStock, type SettledStock } from './settled-stock.ts'
import { nameOfOwn, type Watch } from './watch.ts'
import { ordersOf } from './orders.ts'
import type { Judged, Sum } from './quant-sums.ts'
import { isGone, proveReadable, resolveScope, type Scope } from './scope.ts'

/** When the reading began, taken before it begins. */
export interface Reading {
  /** Place in the order of all readings, drawn from the store. */
  readonly asOf: number
  /** Clock time. */
  readonly startedAt: number
  /** By what the quants are judged; lots have no dates when absent. */
  readonly judged?: Judged
  /** Since when units count that are sent off for orders, as a time of the server; not counted when absent. */
  readonly ordersSince?: string
}

/**
 * Pictures of the products as they are now, and the location tree they were read with, which is read again when a quant is
 * at a location that is new. Throws WATCH_LOCATION_UNREADABLE when a watched location was lost before the stock was read.
 */
export async function readPictures(
  odoo: Odoo,
  watch: Watch,
  scope: Scope,
  products: readonly ProductRow[],
  reading: Reading,
  recipe: (productId: number) => Recipe | undefined = () => undefined,
): Promise<{ pictures: PictureLine[]; scope: Scope }> {
  const read = new Set(products.flatMap(({ product }) => [product.productId, ...componentsOf(recipe(product.productId))]))
  const all = await settledStock(odoo, watch, [...read], scope.customers, reading.judged, reading.ordersSince).catch(
    async (error: unknown) => {
      // Names the watched location that is gone.
      if (isGone(error)) await resolveScope(odoo, watch)
      throw error
    },
  )
  await proveReadable(odoo, watch)
  const places = [...all.sums.values()].flatMap((byPlace) => [...byPlace.keys()])
  const now = places.every((id) => scope.known.has(id)) ? scope : await resolveScope(odoo, watch)
  const pictures = products.map(({ product }) => {
    const kit = kitOf(recipe(product.productId), all, now, reading.judged)
    // Stock that a kit has of its own was there before it became one: orders take its parts (odoo-facts 7).
    const stock = kit === undefined ? stockOf(all.sums.get(product.productId), now, reading.judged) : []
    return {
      kind: 'picture' as const,
      odoo: product,
      watch: watch.name,
      asOf: reading.asOf,
      readAt: new Date(reading.startedAt).toISOString(),
      watched: [...now.watched],
      ...(now.excluded.length === 0 ? {} : { excluded: [...now.excluded] }),
      stock,
      ...countOf(all, watch, reading),
      ...(kit === undefined ? { ...demandOf(all.demand.get(product.productId), now), ...ordersAt(all, product.productId, now) } : { kit }),
      trace: kit === undefined ? traceOf(stock, now) : traceOfKit(kit),
    }
  })
  return { pictures, scope: now }
}

/** Locations where nothing is are left out, so that a quant with zero and a deleted quant look the same. */
function stockOf(sums: ReadonlyMap<number, Sum> | undefined, scope: Scope, judged: Judged | undefined): StockAt[] {
  const stock: StockAt[] = []
  for (const [locationId, sum] of sums ?? []) {
    const location = scope.counting.get(locationId)
    const past = settled(sum.past ?? 0)
    const entry = { quantity: settled(sum.quantity), reserved: settled(sum.reserved), ...pastDate(past, judged) }
    if (location !== undefined && (entry.quantity !== 0 || entry.reserved !== 0 || past !== 0)) stock.push({ ...location, ...entry })
  }
  return stock.toSorted((one, other) => one.locationId - other.locationId)
}

/** What is owed from locations that are not watched is no business of this picture. */
function demandOf(units: ReadonlyMap<number, number> | undefined, { counting, above }: Scope): { demand?: DemandAt[] } {
  const demand = [...(units ?? [])].flatMap(([locationId, sum]): DemandAt[] => {
    const [location, quantity] = [counting.get(locationId) ?? above.get(locationId), settled(sum)]
    return location === undefined || quantity <= 0 ? [] : [{ ...location, quantity }]
  })
  return demand.length === 0 ? {} : { demand: demand.toSorted((one, other) => one.locationId - other.locationId) }
}

/** How orders are counted, where they are. */
function countOf({ orders }: SettledStock, { ownOrders }: Watch, { ordersSince }: Reading): Pick<PictureLine, 'ordersCount'> {
  if (orders === undefined || ordersSince === undefined) return {}
  const of = nameOfOwn(ownOrders)
  return { ordersCount: { since: `${ordersSince.replace(' ', 'T')}.000Z`, ...(of === undefined ? {} : { of }) } }
}

function ordersAt({ orders, ownDemand }: SettledStock, productId: number, scope: Scope): { orders?: OrdersAt[] } {
  const at = ordersOf(orders?.get(productId), ownDemand?.get(productId), scope)
  return at.length === 0 ? {} : { orders: at }
}

function pastDate(past: number, judged: Judged | undefined): Pick<StockAt, 'pastRemoval' | 'pastExpiration'> {
  if (past === 0) return {}
  return judged?.rule.endField === 'removal_date' ? { pastRemoval: past } : { pastExpiration: past }
}

/** Sums of floats end in noise that depends on the order of the rows; Odoo keeps two digits unless told otherwise. */
function settled(sum: number): number {
  return Math.round(sum * 1e6) / 1e6 + 0
}

function traceOf(stock: readonly StockAt[], scope: Scope): TraceStep[] {
  return scope.watched.map(({ locationId, location }) => {
    const there = stock.filter((place) => place.path.includes(locationId))
    const quantity = settled(there.reduce((sum, place) => sum + place.quantity, 0))
    const reserved = settled(there.reduce((sum, place) => sum + place.reserved, 0))
    return traceStep('odoo-quant-watch', 'read-from-odoo', { location, quantity, reserved })
  })
}

function componentsOf(recipe: Recipe | undefined): number[] {
  return recipe === undefined || 'problem' in recipe ? [] : recipe.parts.map((part) => part.productId)
}

function kitOf(recipe: Recipe | undefined, all: SettledStock, scope: Scope, judged: Judged | undefined): Kit | undefined {
  if (recipe === undefined) return undefined
  if ('problem' in recipe) return { components: [], because: sentence(`finding.kit.${recipe.problem}`, { product: recipe.product }) }
  return {
    components: recipe.parts.map(({ productId, name, sku, per }) => {
      const stock = stockOf(all.sums.get(productId), scope, judged)
      const at = { stock, ...demandOf(all.demand.get(productId), scope), ...ordersAt(all, productId, scope) }
      return { productId, name, ...(sku === undefined ? {} : { sku }), per, ...at }
    }),
  }
}

function traceOfKit({ components, problem, because }: Kit): TraceStep[] {
  if (problem !== undefined || because !== undefined) return []
  const parts = components.map(({ per, sku, name }) => `${settled(per)} × ${sku ?? name}`).join(', ')
  return [traceStep('odoo-quant-watch', 'kit-made-of', { parts })]
}
