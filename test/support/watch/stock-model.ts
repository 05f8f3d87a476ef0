import { SyncError } from '../../../src/error/sync-error.ts'
import type { Domain, Odoo, OdooIdentity, OdooRow, ReadOptions, OdooValues } from '../../../src/odoo/odoo.ts'
import { odooTime } from '../../../src/watch/odoo-time.ts'

interface Quant {
  id: number
  product_id: number
  location_id: number
  quantity: number
  reserved_quantity: number
  writtenAt: number
  /** True when it was written without a stock.move. */
  raw: boolean
}

interface Move {
  id: number
  product_id: number
  state: string
  quantity: number
  writtenAt: number
}

/** One thing a transaction does to the stock of one product at one location. */
export interface Change {
  readonly productId: number
  readonly locationId: number
  readonly quantity: number
  readonly reserved: number
  /** False for a raw write of a quant, which leaves no stock.move (odoo-facts 8). */
  readonly withMove: boolean
}

export const locations = new Map([
  [1, { complete_name: 'NJ', parent_path: '1/', usage: 'view' }],
  [10, { complete_name: 'NJ/Stock', parent_path: '1/10/', usage: 'internal' }],
  [11, { complete_name: 'NJ/Stock/Saleable', parent_path: '1/10/11/', usage: 'internal' }],
  [20, { complete_name: 'TX/Stock', parent_path: '2/20/', usage: 'internal' }],
  [30, { complete_name: 'Elsewhere', parent_path: '3/30/', usage: 'internal' }],
  [12, { complete_name: 'NJ/Transit', parent_path: '1/10/12/', usage: 'transit' }],
])
export const products = [101, 102, 103]
/** A kit of some of the one product and one of the other. */
export const kit = { productId: 201, parts: [101, 102] as const }

/**
 * The stock tables of an Odoo server as far as the hazards of odoo-facts 2 and 3 go: transactions that are seen when they
 * commit and dated when they began, rows that are doubled when the row is locked, merged without a date, and deleted at
 * zero. Time goes on while a read is answered, and whatever is due then happens.
 */
export class StockModel implements Odoo {
  now: number
  /** Called before every answer; may let time pass, or throw. */
  beforeAnswer: () => void = () => undefined
  calls = 0
  /** How many of the first part go into a kit; without a bill of materials when it is 0. */
  perKit = 2
  readonly #quants = new Map<number, Quant>()
  readonly #moves = new Map<number, Move>()
  readonly #locked = new Set<number>()
  #lastId = 0

  readonly #spareRaw: boolean

  /**
   * With `spareRaw` housekeeping leaves rows alone that were written without a stock.move: when such a row is deleted or
   * merged before it is read, nothing but a comparison of everything can tell.
   */
  constructor(now: number, spareRaw: boolean) {
    this.now = now
    this.#spareRaw = spareRaw
  }

  /** Begins a transaction now; its effects are seen when the function it gives is called, dated from now. */
  begin(changes: readonly Change[]): () => void {
    const writtenAt = this.now
    const mine = new Set<number>()
    const planned = changes.map((change) => {
      const free = [...this.#quants.values()].find((row) => this.#fits(row, change) && (!this.#locked.has(row.id) || mine.has(row.id)))
      const quantId = free?.id ?? ++this.#lastId
      this.#locked.add(quantId)
      mine.add(quantId)
      return { change, quantId, moveId: change.withMove ? ++this.#lastId : undefined }
    })
    return () => {
      for (const { change, quantId, moveId } of planned) {
        const { productId: product_id, locationId: location_id } = change
        const before = this.#quants.get(quantId) ?? { id: quantId, product_id, location_id, quantity: 0, reserved_quantity: 0, raw: false }
        const quantity = before.quantity + change.quantity
        const reserved_quantity = before.reserved_quantity + change.reserved
        const raw = before.raw || moveId === undefined
        this.#quants.set(quantId, { ...before, quantity, reserved_quantity, writtenAt, raw })
        if (moveId !== undefined) this.#moves.set(moveId, { id: moveId, product_id, state: 'done', quantity: change.quantity, writtenAt })
      }
      for (const id of mine) this.#locked.delete(id)
    }
  }

  /** What `_unlink_zero_quants` does. */
  deleteZeroQuants(): void {
    for (const row of this.#quants.values()) {
      if (row.quantity === 0 && row.reserved_quantity === 0 && this.#free(row)) this.#quants.delete(row.id)
    }
  }

  /** What `_merge_quants` does, in SQL: no write_date moves. */
  mergeQuants(): void {
    for (const row of this.#quants.values()) {
      for (const other of this.#quants.values()) {
        if (other.id <= row.id || !this.#free(row) || !this.#free(other)) continue
        if (row.product_id !== other.product_id || row.location_id !== other.location_id) continue
        row.quantity += other.quantity
        row.reserved_quantity += other.reserved_quantity
        this.#quants.delete(other.id)
      }
    }
  }

  /** Somebody repairs the database by hand. */
  rawSql(productId: number, locationId: number, quantity: number): void {
    const row = [...this.#quants.values()].find((one) => one.product_id === productId && one.location_id === locationId)
    if (row !== undefined && !this.#locked.has(row.id)) row.quantity += quantity
  }

  /** The sums that a picture must show: `location -> [quantity, reserved]`, only what is not zero. */
  truth(productId: number, locationIds: readonly number[]): Record<number, [number, number]> {
    const sums: Record<number, [number, number]> = {}
    for (const row of this.#quants.values()) {
      if (row.product_id !== productId || !locationIds.includes(row.location_id)) continue
      const [quantity, reserved] = sums[row.location_id] ?? [0, 0]
      sums[row.location_id] = [quantity + row.quantity, reserved + row.reserved_quantity]
    }
    return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum[0] !== 0 || sum[1] !== 0))
  }

  async identity(): Promise<OdooIdentity> {
    return { url: 'http://model', database: 'model', name: 'model@model', majorVersion: 19, transport: 'json-2', userId: 2 }
  }

  async searchRead(model: string, domain: Domain, _fields: readonly string[], options: ReadOptions = {}): Promise<OdooRow[]> {
    this.calls += 1
    await Promise.resolve()
    this.beforeAnswer()
    const rows = this.#rows(model).filter((row) => domain.every((term) => this.#holds(row, term)))
    const newestFirst = options.order?.startsWith('write_date desc') === true
    rows.sort((one, other) => (newestFirst ? (String(one['write_date']) < String(other['write_date']) ? 1 : -1) : one.id - other.id))
    return rows.slice(0, options.limit)
  }

  async searchCount(model: string, domain: Domain): Promise<number> {
    return (await this.searchRead(model, domain, [])).length
  }

  readSums(): Promise<OdooValues[]> {
    throw new SyncError('UNEXPECTED')
  }

  create(): Promise<number> {
    throw new SyncError('UNEXPECTED')
  }

  write(): Promise<void> {
    throw new SyncError('UNEXPECTED')
  }

  call(): Promise<unknown> {
    throw new SyncError('UNEXPECTED')
  }

  async close(): Promise<void> {
    await Promise.resolve()
  }

  #free(row: Quant): boolean {
    return !this.#locked.has(row.id) && !(this.#spareRaw && row.raw)
  }

  #fits(row: Quant, change: Change): boolean {
    return row.product_id === change.productId && row.location_id === change.locationId
  }

  #rows(model: string): OdooRow[] {
    if (model === 'stock.quant') {
      return [...this.#quants.values()].map((row) => ({ ...row, owner_id: false, write_date: odooTime(row.writtenAt) }))
    }
    if (model === 'stock.move') return [...this.#moves.values()].map((row) => ({ ...row, write_date: odooTime(row.writtenAt) }))
    if (model === 'stock.location') return [...locations].map(([id, row]) => ({ id, ...row }))
    if (model === 'mrp.bom') return this.perKit === 0 ? [] : [bill]
    if (model === 'mrp.bom.line')
      return kit.parts.map((part, place) => ({ ...billLine, id: place + 1, product_id: part, product_qty: place === 0 ? this.perKit : 1 }))
    return [...products, kit.productId].map((id) => ({
      id,
      name: `Product ${id}`,
      product_tmpl_id: id + 1000,
      uom_id: 1,
      product_template_attribute_value_ids: [],
      default_code: `SKU-${id}`,
      barcode: false,
      display_name: `Product ${id}`,
      active: true,
      type: 'consu',
      is_storable: true,
    }))
  }

  #holds(row: OdooRow, term: Domain[number]): boolean {
    if (typeof term === 'string') throw new Error(`the model knows no ${term}`)
    const [field, operator, value] = term
    const own = row[field]
    if (operator === '=') return own === value
    if (operator === 'in') return Array.isArray(value) && value.includes(own)
    if (operator === '<=') return typeof own === typeof value && String(own) <= String(value)
    if (operator === '>=') return typeof own === typeof value && String(own) >= String(value)
    if (operator === '>') return typeof own === 'number' && typeof value === 'number' ? own > value : String(own) > String(value)
    if (operator === 'child_of') {
      const path = locations.get(Number(own))?.parent_path.split('/').map(Number) ?? []
      return Array.isArray(value) && value.some((id: unknown) => path.includes(Number(id)))
    }
    throw new Error(`the model knows no ${operator}`)
  }
}

const bill: OdooRow = {
  id: 1,
  type: 'phantom',
  product_tmpl_id: kit.productId + 1000,
  product_id: false,
  product_qty: 1,
  product_uom_id: 1,
  company_id: 1,
  sequence: 0,
}
const billLine = { bom_id: 1, product_uom_id: 1, bom_product_template_attribute_value_ids: [] }
