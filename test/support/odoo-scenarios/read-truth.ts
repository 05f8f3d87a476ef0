import { idField, neededTextField, numberField } from '../../../src/ports/odoo/field.ts'
import type { Odoo } from '../../../src/ports/odoo/odoo.ts'
import { odooTime } from '../../../src/engine/watch/odoo-reading.ts'

const archivedToo = { active_test: false }

/** By product and location: "quantity/reserved"; places with nothing are left out. */
export type Truth = ReadonlyMap<number, ReadonlyMap<number, string>>

/**
 * Every quant of the database, summed here by its own arithmetic: what the feed must have come to. Stock of another owner
 * and stock in transit does not count (requirement 2.4), nor what is not reserved of a lot that Odoo gives to no order now.
 */
export async function readTruth(odoo: Odoo, watched: readonly { readonly locationId: number }[], now: number): Promise<Truth> {
  const tops = watched.map((one) => `/${one.locationId}/`)
  const places = new Set<number>()
  for (const row of await odoo.searchRead('stock.location', [], ['parent_path', 'usage'], { context: archivedToo })) {
    const path = `/${neededTextField(row, 'parent_path')}`
    if (row['usage'] === 'internal' && tops.some((top) => path.includes(top))) places.add(row.id)
  }
  const sums = new Map<number, Map<number, [number, number]>>()
  const dateless = await odoo.searchRead('product.product', [['use_expiration_date', '=', false]], ['id'], { context: archivedToo })
  const undated = new Set(dateless.map((row) => row.id))
  const end = (await odoo.identity()).majorVersion === 19 ? 'removal_date' : 'expiration_date'
  const [company] = await odoo.searchRead('res.company', [['id', '=', 1]], ['partner_id'])
  const over = new Map<string, number>()
  const fields = ['product_id', 'location_id', 'quantity', 'reserved_quantity', 'owner_id', end]
  for (const row of await odoo.searchRead('stock.quant', [], fields)) {
    const locationId = idField(row, 'location_id')
    if (!places.has(locationId) || (row['owner_id'] !== false && row['owner_id'] !== company?.['partner_id'])) continue
    const ended = typeof row[end] === 'string' && row[end] < odooTime(now) && !undated.has(idField(row, 'product_id'))
    const key = `${idField(row, 'product_id')} ${locationId}`
    if (ended) over.set(key, (over.get(key) ?? 0) + numberField(row, 'quantity') - numberField(row, 'reserved_quantity'))
    const of = sums.get(idField(row, 'product_id')) ?? new Map<number, [number, number]>()
    const [quantity, reserved] = of.get(locationId) ?? [0, 0]
    of.set(locationId, [quantity + numberField(row, 'quantity'), reserved + numberField(row, 'reserved_quantity')])
    sums.set(idField(row, 'product_id'), of)
  }
  for (const [productId, of] of sums) {
    for (const [locationId, [quantity, reserved]] of of)
      of.set(locationId, [quantity - Math.max(0, over.get(`${productId} ${locationId}`) ?? 0), reserved])
  }
  return new Map([...sums].map(([productId, of]) => [productId, told(of)]))
}

function told(of: ReadonlyMap<number, readonly [number, number]>): Map<number, string> {
  const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
  const some = [...of].map(([place, sum]) => [place, sum.map(rounded)] as const).filter(([, sum]) => sum.some((one) => one !== 0))
  return new Map(some.map(([place, sum]) => [place, sum.join('/')]))
}
