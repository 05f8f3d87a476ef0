import { newestDialect } from '../../../src/adapters/odoo/dialect.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Domain, Odoo, OdooIdentity, OdooRow, ReadOptions, OdooValues } from '../../../src/ports/odoo/odoo.ts'
import { odooTime } from '../../../src/engine/watch/odoo-reading.ts'

/** A product as the twin keeps it. */
export interface TwinProduct {
  readonly id: number
  readonly default_code: string
  readonly barcode: string
  readonly display_name: string
  readonly active: boolean
  readonly write_date: string
}

type NewProduct = Partial<Omit<TwinProduct, 'id' | 'write_date'>>

/** An Odoo that has nothing but products: what matching asks of it, without a network. */
export class CatalogueOdoo implements Odoo {
  readonly products = new Map<number, TwinProduct>()
  readonly asked: Domain[] = []
  readonly #clock: Clock
  readonly #database: string

  constructor(clock: Clock, database = 'shop@odoo.example.com') {
    this.#clock = clock
    this.#database = database
  }

  /** Creates or changes a product; what is not named stays. */
  put(id: number, change: NewProduct): void {
    const before = this.products.get(id)
    const blank = { default_code: '', barcode: '', display_name: `Product ${id}`, active: true }
    this.products.set(id, { ...blank, ...before, ...change, id, write_date: odooTime(this.#clock.now()) })
  }

  async identity(): Promise<OdooIdentity> {
    return {
      url: 'http://odoo',
      database: 'shop',
      name: this.#database,
      majorVersion: 19,
      dialect: newestDialect,
      transport: 'json-2',
      userId: 2,
    }
  }

  async searchRead(model: string, domain: Domain, fields: readonly string[], options: ReadOptions = {}): Promise<OdooRow[]> {
    if (model !== 'product.product' || options.context?.['active_test'] !== false || options.order !== 'id')
      throw new Error('the twin knows products only, archived ones too, in the order of their ids')
    this.asked.push(domain)
    const rows = [...this.products.values()].filter((product) => domain.every((term) => fits(product, term)))
    const sorted = rows.toSorted((one, other) => one.id - other.id).slice(0, options.limit)
    return sorted.map((product) => ({
      id: product.id,
      ...Object.fromEntries(fields.map((field) => [field, shown(product, field)])),
    }))
  }

  async searchCount(model: string, domain: Domain): Promise<number> {
    return (await this.searchRead(model, domain, [], { context: { active_test: false }, order: 'id' })).length
  }

  readSums(): Promise<OdooValues[]> {
    throw new Error('nothing is added up here')
  }

  create(): Promise<number> {
    throw new Error('nothing is written here')
  }

  write(): Promise<void> {
    throw new Error('nothing is written here')
  }

  call(): Promise<unknown> {
    throw new Error('nothing is written here')
  }

  async close(): Promise<void> {}
}

function fits(product: TwinProduct, term: Domain[number]): boolean {
  if (typeof term === 'string') throw new Error(`the twin does not know ${term}`)
  const [field, operator, wanted] = term
  const value = Reflect.get(product, field)
  if (operator === 'in') return Array.isArray(wanted) && wanted.includes(value)
  if (operator === '>') return value > Number(wanted)
  if (operator === '>=') return value >= String(wanted)
  throw new Error(`the twin does not know ${operator}`)
}

/** Odoo says `false` for a text without a value. */
function shown(product: TwinProduct, field: string): unknown {
  const value: unknown = Reflect.get(product, field)
  return value === '' ? false : value
}
