import { newestDialect } from '../../../src/adapters/odoo/dialect.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import type { Domain, Odoo, OdooIdentity, OdooRow, ReadOptions, OdooValues } from '../../../src/ports/odoo/odoo.ts'
import { odooTime } from '../../../src/engine/watch/odoo-reading.ts'
import { inDomain } from './in-domain.ts'
import { summed, unitsOf } from './stock-orders.ts'
import { kit, locations, products } from './stock-places.ts'
import {
  bill,
  billLine,
  isOwed,
  line,
  moveRow,
  otherPartner,
  ownPartner,
  productRow,
  quantRow,
  sentNow,
  type Change,
  type Move,
  type Quant,
} from './stock-rows.ts'

const refuse = (): Promise<never> => Promise.reject(new SyncError('UNEXPECTED'))

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
  /** When the lot ends that ends. */
  endsAt = 0
  readonly #tree = new Map([...locations].map(([id, row]) => [id, { ...row, writtenAt: 0 }]))
  readonly #quants = new Map<number, Quant>()
  readonly #moves = new Map<number, Move>()
  /** What has left for customers. */
  readonly #sent: OdooRow[] = []
  readonly #locked = new Set<number>()
  readonly #spareRaw: boolean
  #lastId = 0

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
        const { lot = 'none', owner: owner_id = false } = change
        const fresh = { id: quantId, product_id, location_id, quantity: 0, reserved_quantity: 0, lot, owner_id, raw: false }
        const before = this.#quants.get(quantId) ?? fresh
        const quantity = before.quantity + change.quantity
        const reserved_quantity = before.reserved_quantity + change.reserved
        const raw = before.raw || moveId === undefined
        this.#quants.set(quantId, { ...before, quantity, reserved_quantity, writtenAt, raw })
        const move = { product_id, location_id, writtenAt }
        const done = { product_uom_qty: change.quantity, quantity: change.quantity }
        if (moveId !== undefined) this.#moves.set(moveId, { ...move, ...done, id: moveId, state: 'done' })
        if (moveId !== undefined && change.quantity < 0)
          this.#sent.push({ ...line, id: moveId, product_id, location_id, owner_id, ...sentNow(change, writtenAt) })
        const sold = { product_uom_qty: change.owed ?? 0, quantity: 0 }
        if (saleId !== undefined) this.#moves.set(saleId, { ...move, ...sold, id: saleId, state: 'confirmed' })
        if (over !== undefined) this.#moves.set(over.id, { ...over, writtenAt, state: 'cancel' })
        // A count writes on its location.
        const place = this.#tree.get(location_id)
        if (place !== undefined && moveId !== undefined) place.writtenAt = Math.max(place.writtenAt, writtenAt)
      }
      for (const id of mine) this.#locked.delete(id)
    }
  }

  /** Begins to put the location under another one, now; it lies there when the function it gives is called. */
  moveLocation(locationId: number, parent: number): () => void {
    const writtenAt = this.now
    return () => {
      const [place, above] = [this.#tree.get(locationId), this.#tree.get(parent)]
      if (place === undefined || above === undefined) return
      place.parent_path = `${above.parent_path}${locationId}/`
      place.writtenAt = Math.max(place.writtenAt, writtenAt)
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
        if (row.lot !== other.lot || row.owner_id !== other.owner_id) continue
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
  owed(productId: number, watched: readonly number[]): Record<number, number> {
    const sums: Record<number, number> = {}
    for (const row of this.#moves.values()) {
      if (row.product_id !== productId || row.state !== 'confirmed' || !this.#counts(row.location_id, watched)) continue
      sums[row.location_id] = (sums[row.location_id] ?? 0) + row.product_uom_qty
    }
    return sums
  }

  #counts(locationId: number, watched: readonly number[]): boolean {
    const place = this.#tree.get(locationId)
    return place?.usage === 'internal' && place.parent_path.split('/').some((id) => watched.includes(Number(id)))
  }

  /**
   * The sums that a picture must show at a time: `location -> [quantity, reserved]`, only what is not zero. What is not reserved
   * of a lot past its date does not count, nor what another partner owns.
   */
  truth(productId: number, watched: readonly number[], at: number): Record<number, [number, number]> {
    const sums: Record<number, [number, number, number]> = {}
    for (const row of this.#quants.values()) {
      if (row.product_id !== productId || row.owner_id === otherPartner || !this.#counts(row.location_id, watched)) continue
      const [quantity, reserved, past] = sums[row.location_id] ?? [0, 0, 0]
      const over = row.lot === 'ending' && odooTime(this.endsAt) < odooTime(at)
      const more = over ? row.quantity - row.reserved_quantity : 0
      sums[row.location_id] = [quantity + row.quantity, reserved + row.reserved_quantity, past + more]
    }
    return Object.fromEntries(
      Object.entries(sums).flatMap(([id, [quantity, reserved, past]]) => {
        const left = quantity - Math.max(0, past)
        return left === 0 && reserved === 0 ? [] : [[id, [left, reserved]] as const]
      }),
    )
  }

  async identity(): Promise<OdooIdentity> {
    return {
      url: 'http://model',
      database: 'model',
      name: 'model@model',
      majorVersion: 19,
      dialect: newestDialect,
      transport: 'json-2',
      userId: 2,
    }
  }

  async searchRead(model: string, domain: Domain, _fields: readonly string[], options: ReadOptions = {}): Promise<OdooRow[]> {
    this.calls += 1
    await Promise.resolve()
    this.beforeAnswer()
    const rows = this.#rows(model).filter((row) => inDomain(row, domain, this.#tree))
    const newestFirst = options.order?.startsWith('write_date desc') === true
    rows.sort((one, other) => (newestFirst ? (String(one['write_date']) < String(other['write_date']) ? 1 : -1) : one.id - other.id))
    return rows.slice(0, options.limit)
  }

  readonly searchCount = async (model: string, domain: Domain): Promise<number> => (await this.searchRead(model, domain, [])).length

  /** Sums over `stock.move.line`: what quants have reserved, and what was sent. */
  async readSums(model: string, domain: Domain, by: readonly string[], [sum = '']: readonly string[]): Promise<OdooValues[]> {
    if (model !== 'stock.move.line') throw new SyncError('UNEXPECTED')
    this.calls += 1
    await Promise.resolve()
    this.beforeAnswer()
    const rows = [...this.#lines(), ...this.#sent].filter((row) => inDomain(row, domain, this.#tree))
    return summed(rows, by, sum)
  }

  /** What a picture must show of orders: `location -> [reserved, sent]`, only what is not zero. */
  known(productId: number, watched: readonly number[], since: string): Record<number, [number, number]> {
    const isOwn = (row: OdooRow): boolean =>
      row['product_id'] === productId && row['owner_id'] !== otherPartner && this.#counts(Number(row['location_id']), watched)
    const sent = this.#sent.filter((row) => String(row['date']) >= since)
    return unitsOf(this.#lines().filter(isOwn), sent.filter(isOwn))
  }

  readonly create = refuse
  readonly write = refuse

  async call(model: string, method: string): Promise<unknown> {
    if (method !== 'fields_get') throw new SyncError('UNEXPECTED')
    return model === 'stock.picking' ? { sale_id: { type: 'many2one' } } : { removal_date: { type: 'datetime' } }
  }

  readonly close = async (): Promise<void> => undefined

  #lines(): OdooRow[] {
    return [...this.#quants.values()].map((row) => ({ ...line, ...row, state: 'assigned', quantity_product_uom: row.reserved_quantity }))
  }

  #free(row: Quant): boolean {
    return !this.#locked.has(row.id) && !(this.#spareRaw && row.raw)
  }

  #fits(row: Quant, change: Change): boolean {
    const same = row.lot === (change.lot ?? 'none') && row.owner_id === (change.owner ?? false)
    return row.product_id === change.productId && row.location_id === change.locationId && same
  }

  #rows(model: string): OdooRow[] {
    if (model === 'stock.quant') return [...this.#quants.values()].map((row) => quantRow(row, this.endsAt))
    if (model === 'stock.move') return [...this.#moves.values()].map(moveRow)
    if (model === 'stock.location')
      return [...this.#tree].map(([id, row]) => ({ id, ...row, company_id: 1, write_date: odooTime(row.writtenAt) }))
    if (model === 'res.company') return [{ id: 1, partner_id: ownPartner }]
    if (model === 'mrp.bom') return this.perKit === 0 ? [] : [bill]
    if (model === 'mrp.bom.line')
      return kit.parts.map((part, place) => ({ ...billLine, id: place + 1, product_id: part, product_qty: place === 0 ? this.perKit : 1 }))
    return [...products, kit.productId].map(productRow)
  }
}
