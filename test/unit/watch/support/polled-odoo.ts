import assert from 'node:assert/strict'
import type { Domain, OdooRow } from '../../../../src/ports/odoo/odoo.ts'
import { MemoryStore } from '../../../../src/adapters/store/memory/memory-store.ts'
import { pollOnce, type PollRequest, type PollBatch, type PollSettings } from '../../../../src/engine/watch/poll.ts'
import { answersOdoo, comparedWith } from '../../../support/watch/answers-odoo.ts'
import { fulfils } from '../../../support/watch/fulfils.ts'

type Options = NonNullable<PollSettings['options']>

export const location = (id: number, parent_path: string): OdooRow => {
  return { id, complete_name: `Location ${id}`, parent_path, usage: 'internal', write_date: '2026-11-20 09:00:00' }
}

export const product = (id: number, more: Record<string, unknown> = {}): OdooRow => ({
  id,
  default_code: `SKU-${id}`,
  barcode: false,
  display_name: `Item ${id}`,
  active: true,
  type: 'consu',
  is_storable: true,
  ...more,
})

export const quant = (product_id: number, quantity: number, write_date = '2026-11-20 10:00:00'): OdooRow => ({
  id: product_id * 10,
  product_id,
  location_id: 8,
  quantity,
  reserved_quantity: 0,
  write_date,
})

/** Whether the times of a row fit; what is no time always does. */
function fits(row: OdooRow, domain: Domain): boolean {
  return fulfils(domain, ([field, operator, value]) => {
    if (!field.endsWith('_date') || typeof value !== 'string') return true
    const time = row[field]
    if (typeof time !== 'string') return false
    if (operator === '<') return time < value
    return operator === '<=' ? time <= value : time >= value
  })
}

/** The products of some batches, in the order in which they were given. */
export const ids = (batches: readonly PollBatch[]): number[] =>
  batches.flatMap((batch) => batch.pictures.map((picture) => picture.odoo.productId))

/** An Odoo of three products at one location whose rows a test changes as it likes, and a watch that polls it. */
export class PolledOdoo {
  readonly store = new MemoryStore()
  quants: OdooRow[] = [quant(1, 5), quant(2, 7)]
  products: OdooRow[] = [product(1), product(2), product(3)]
  /** As the poll looks for changes. */
  moves: OdooRow[] = []
  /** What customers are owed. */
  demand: OdooRow[] = []
  locations: OdooRow[] = [location(8, '8/')]
  companies: OdooRow[] = []
  /** Fields of quants that a module of the server adds. */
  moduleFields: string[] = []
  now = Date.UTC(2026, 10, 20, 10)
  readonly clock = { now: () => this.now, elapsed: () => this.now, sleep: () => Promise.resolve() }
  readonly #answers = answersOdoo(
    ({ model, domain, fields, options }) => {
      if (model === 'res.company') return this.companies
      if (model === 'stock.location') return this.locations.filter((row) => fits(row, domain))
      if (model === 'mrp.bom') return []
      const wanted = comparedWith(domain, model === 'product.product' ? 'id' : 'product_id')
      const dated = (rows: readonly OdooRow[]): OdooRow[] => {
        const fitting = rows.filter((row) => fits(row, domain))
        const newestFirst = options.order?.startsWith('write_date desc') === true
        return newestFirst
          ? fitting.toSorted((one, other) => String(other['write_date']).localeCompare(String(one['write_date'])))
          : fitting
      }
      if (model === 'stock.move')
        return Array.isArray(wanted) ? this.demand.filter((row) => wanted.includes(row['product_id'])) : dated(this.moves)
      if (model === 'stock.quant') {
        const places = comparedWith(domain, 'location_id')
        const there = (row: OdooRow): boolean => !Array.isArray(places) || places.some((id) => this.#path(row['location_id']).includes(id))
        return dated(this.quants.filter((row) => (!Array.isArray(wanted) || wanted.includes(row['product_id'])) && there(row)))
      }
      const skus = comparedWith(domain, 'default_code')
      if (Array.isArray(skus)) return this.products.filter((row) => skus.includes(row['default_code']))
      const dateless = comparedWith(domain, 'use_expiration_date') === false
      if (dateless)
        return this.products.filter((row) => row['use_expiration_date'] === false && Array.isArray(wanted) && wanted.includes(row.id))
      assert.ok(fields.includes('is_storable'))
      return this.products.filter((row) => (Array.isArray(wanted) ? wanted.includes(row.id) : row.id > Number(wanted)))
    },
    19,
    () => this.moduleFields,
  )
  readonly odoo = this.#answers.odoo
  /** What the last poll asked of Odoo. */
  readonly asked = this.#answers.asked

  /** The ids from the root down to a location. */
  #path(locationId: unknown): number[] {
    const row = this.locations.find(({ id }) => id === locationId)
    return row === undefined ? [] : String(row['parent_path']).split('/').map(Number)
  }

  /** A poll whose batches are taken one by one. */
  polling(options: Options = {}, more: Partial<PollSettings> = {}): ReturnType<typeof pollOnce> {
    const watch = { name: 'w', locations: [{ locationId: 8 }] }
    return pollOnce({ odoo: this.odoo, store: this.store, watch, clock: this.clock, options, ...more })
  }

  /** One poll with everything that it gives. */
  async poll(request: PollRequest = { what: 'changes' }, more: Options = {}): Promise<PollBatch[]> {
    const batches: PollBatch[] = []
    this.asked.length = 0
    for await (const batch of this.polling({ request, ...more })) batches.push(batch)
    return batches
  }
}
