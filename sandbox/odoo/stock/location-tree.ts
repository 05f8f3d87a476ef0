import { upTo } from '../orm/ancestry.ts'
import type { Env } from '../orm/env.ts'
import { ref, type Row, text } from '../record/value.ts'

/** The warehouse under whose view location the location lies. */
export function warehouseOfLocation(env: Env, locationId: number): Row | undefined {
  for (const id of upTo(env, 'stock.location', [locationId])) {
    const [warehouse] = env.tx.by('stock.warehouse', 'view_location_id', id)
    if (warehouse !== undefined) return warehouse
  }
  return undefined
}

/** Outside of the stock: goods are taken there without being reserved, and without limit. */
export function bypassesReservation(env: Env, locationId: number): boolean {
  const location = env.tx.get('stock.location', locationId)
  if (location === undefined) return true
  const usage = text(location, 'usage')
  if (usage === 'transit') return ref(location, 'company_id') === undefined
  return ['supplier', 'customer', 'inventory', 'production'].includes(usage)
}

/** The first location of the company with the usage, or of no company. */
export function locationOfUsage(env: Env, usage: string, companyId: number): number {
  const found = env.tx
    .all('stock.location')
    .filter((row) => row['usage'] === usage && text(row, 'name') !== 'Scrap')
    .find((row) => row['company_id'] === companyId || row['company_id'] === false)
  if (found === undefined) throw new Error(`the sandbox has no location of usage ${usage} in company ${companyId}`)
  return found.id
}
