import type { Env } from '../orm/env.ts'
import { ref } from '../record/value.ts'
import { moveNow } from '../stock/done.ts'
import { createRecord } from '../orm/store.ts'
import { locationOfUsage } from '../stock/location-tree.ts'
import { quantsAt } from '../stock/quants.ts'

/** Puts stock in place the way an inventory adjustment does, with its done move. */
export function stockUp(env: Env, productId: number, locationId: number, quantity: number): void {
  const place = env.tx.get('stock.location', locationId)
  if (quantsAt(env, productId, locationId).length === 0)
    createRecord(env, 'stock.quant', { product_id: productId, location_id: locationId })
  const company = (place === undefined ? undefined : ref(place, 'company_id')) ?? 1
  moveNow(env, {
    ...(env.version === 19 ? {} : { name: 'Product Quantity Updated' }),
    product_id: productId,
    quantity,
    company_id: company,
    is_inventory: true,
    reference: 'Product Quantity Updated (OdooBot)',
    location_id: locationOfUsage(env, 'inventory', company),
    location_dest_id: locationId,
  })
}
