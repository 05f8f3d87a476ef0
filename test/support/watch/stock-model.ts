import { SyncError } from '../../../src/error/sync-error.ts'
import type { Domain, Odoo, OdooIdentity, OdooRow, ReadOptions, OdooValues } from '../../../src/odoo/odoo.ts'
import { odooTime } from '../../../src/watch/odoo-time.ts'
import { inDomain } from './in-domain.ts'
import { kit, locations, products } from './stock-places.ts'

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
  location_id: number
  state: string
  product_uom_qty: number
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
  /** Above zero: so many are sold and not reserved; below: a sale that was not reserved is cancelled, or reserved elsewhere. */
  readonly owed?: number
}

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
      const owed = change.owed ?? 0
      const over = owed < 0 ? [...this.#moves.values()].find((row) => isOwed(row, change) && !this.#locked.has(row.id)) : undefined
      if (over !== undefined) this.#locked.add(over.id)
      if (over !== undefined) mine.add(over.id)
      const saleId = owed > 0 ? ++this.#lastId : undefined
      return { change, quantId, moveId: change.withMove ? ++this.#lastId : undefined, over, saleId }
    })
    return () => {
      for (const { change, quantId, moveId, over, saleId } of planned) {
        const { productId: product_id, locationId: location_id } = change
        const before = this.#quants.get(quantId) ?? { id: quantId, product_id, location_id, quantity: 0, reserved_quantity: 0, raw: false }
        const quantity = before.quantity + change.quantity
        const reserved_quantity = before.reserved_quantity + change.reserved
        const raw = before.raw || moveId === undefined
        this.#quants.set(quantId, { ...before, quantity, reserved_quantity, writtenAt, raw })
        const move = { product_id, location_id, writtenAt }
        const done = { product_uom_qty: change.quantity, quantity: change.quantity }
        if (moveId !== undefined) this.#moves.set(moveId, { ...move, ...done, id: moveId, state: 'done' })
        const sold = { product_uom_qty: change.owed ?? 0, quantity: 0 }
        if (saleId !== undefined) this.#moves.set(saleId, { ...move, ...sold, id: saleId, state: 'confirmed' })
        if (over !== undefined) this.#moves.set(over.id, { ...over, writtenAt, state: 'cancel' })
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

  /** What a picture must show as owed: `location -> units`. */
  owed(productId: number, locationIds: readonly number[]): Record<number, number> {
    const sums: Record<number, number> = {}
    for (const row of this.#moves.values()) {
      if (row.product_id !== productId || row.state !== 'confirmed' || !locationIds.includes(row.location_id)) continue
      sums[row.location_id] = (sums[row.location_id] ?? 0) + row.product_uom_qty
    }
    return sums
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
    const rows = this.#rows(model).filter((row) => inDomain(row, domain))
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
    if (model === 'stock.move')
      return [...this.#moves.values()].map((row) => ({
        ...row,
        ...sale,
        product_qty: row.product_uom_qty,
        write_date: odooTime(row.writtenAt),
      }))
    if (model === 'stock.location') return [...locations].map(([id, row]) => ({ id, ...row, company_id: 1 }))
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
}

function isOwed(row: Move, { productId, locationId }: Change): boolean {
  return row.state === 'confirmed' && row.product_id === productId && row.location_id === locationId
}

const sale = {
  location_dest_id: 5,
  'location_dest_id.usage': 'customer',
  location_final_id: false,
  procure_method: 'make_to_stock',
  move_orig_ids: [],
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
