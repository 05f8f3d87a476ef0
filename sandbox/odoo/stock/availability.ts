import { checkAccess } from '../orm/access.ts'
import { type Env, sudo } from '../orm/env.ts'
import { roundQuantity } from '../orm/field.ts'
import { num, ref, type Row } from '../record/value.ts'
import { kitComponents } from './kit.ts'
import { isOutOfFree } from './lot-dates.ts'
import { scopeOf } from './scope.ts'

export interface Availability {
  readonly onHand: number
  readonly free: number
  readonly incoming: number
  readonly outgoing: number
  readonly forecast: number
}

const nothing: Availability = { onHand: 0, free: 0, incoming: 0, outgoing: 0, forecast: 0 }
const openStates = new Set(['waiting', 'confirmed', 'assigned', 'partially_available'])

/** Quantities of a product at the locations of the call; of a kit, what its components allow (odoo-facts 5, 7). */
export function availability(env: Env, product: Row): Availability {
  checkAccess(env, env.registry.model('stock.move'), 'read')
  const components = kitComponents(sudo(env), product)
  if (components !== undefined) return ofKit(env, components)
  const scope = scopeOf(env)
  let onHand = 0
  let reserved = 0
  let past = 0
  for (const quant of env.tx.by('stock.quant', 'product_id', product.id)) {
    if (!scope.has(num(quant, 'location_id')) || !ofCompany(env, quant)) continue
    onHand += num(quant, 'quantity')
    reserved += num(quant, 'reserved_quantity')
    if (isOutOfFree(env, quant)) past += num(quant, 'quantity') - num(quant, 'reserved_quantity')
  }
  const { incoming, outgoing } = underway(env, product.id, scope)
  const [stock, held] = [roundQuantity(onHand), roundQuantity(reserved)]
  return {
    onHand: stock,
    free: roundQuantity(stock - held - past),
    incoming,
    outgoing,
    forecast: roundQuantity(stock + incoming - outgoing),
  }
}

function ofCompany(env: Env, row: Row): boolean {
  const company = ref(row, 'company_id')
  return env.superuser || company === undefined || env.companyIds.includes(company)
}

function underway(env: Env, productId: number, scope: ReadonlySet<number>): { incoming: number; outgoing: number } {
  let incoming = 0
  let outgoing = 0
  for (const move of env.tx.by('stock.move', 'product_id', productId)) {
    if (!openStates.has(String(move['state']))) continue
    const from = scope.has(num(move, 'location_id'))
    const to = scope.has(num(move, 'location_dest_id'))
    if (to && !from) incoming += num(move, 'product_uom_qty')
    if (from && !to) outgoing += num(move, 'product_uom_qty')
  }
  return { incoming, outgoing }
}

function ofKit(env: Env, components: readonly { productId: number; perKit: number }[]): Availability {
  const parts = components.flatMap(({ productId, perKit }) => {
    const row = env.tx.get('product.product', productId)
    return row === undefined || perKit <= 0 ? [] : [{ perKit, has: availability(env, row) }]
  })
  if (parts.length === 0) return nothing
  const least = (pick: (has: Availability) => number) => Math.floor(Math.min(...parts.map(({ perKit, has }) => pick(has) / perKit)) + 1e-9)
  return {
    onHand: least((has) => has.onHand),
    free: least((has) => has.free),
    incoming: least((has) => has.incoming),
    outgoing: least((has) => has.outgoing),
    forecast: least((has) => has.forecast),
  }
}
