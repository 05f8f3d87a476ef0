import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { idField, numberField } from '../../../src/ports/odoo/field.ts'
import type { Domain, Odoo } from '../../../src/ports/odoo/odoo.ts'
import { odooTime } from '../../../src/engine/watch/odoo-reading.ts'
import type { MadeProduct } from './back-office.ts'

/** When a lot is to be taken out of the stock, and when it is spoiled; UTC, in milliseconds. */
export interface LotDates {
  readonly removal: number
  readonly expiration: number
}

/** Puts things where they are to lie, by counting them there as an administrator: with a lot, with an owner, on a shelf. */
export class Shelves {
  readonly #odoo: Odoo
  #made = 0

  constructor(odoo: Odoo) {
    this.#odoo = odoo
  }

  /** From now on the product has lots with dates. */
  async useDates(product: MadeProduct, use = true): Promise<void> {
    await this.#odoo.write('product.product', [product.productId], { tracking: 'lot', use_expiration_date: use })
  }

  async putLot(product: MadeProduct, place: string, quantity: number, dates: LotDates): Promise<number> {
    this.#made += 1
    const name = `${product.sku}-${this.#made}`
    const lot = await this.#makeLot(name, product.productId)
    await this.date(lot, dates)
    await this.#count({ product_id: product.productId, location_id: await this.idOf(place), lot_id: lot }, quantity)
    return lot
  }

  async date(lot: number, { removal, expiration }: LotDates): Promise<void> {
    await this.#odoo.write('stock.lot', [lot], { expiration_date: odooTime(expiration), removal_date: odooTime(removal) })
  }

  /** An early 18 cannot create a lot over the API, and can import one. */
  async #makeLot(name: string, product: number): Promise<number> {
    try {
      return await this.#odoo.create('stock.lot', { name, product_id: product, company_id: 1 })
    } catch (error) {
      if (!(error instanceof SyncError)) throw error
      const fields = ['name', 'product_id/.id', 'company_id/.id']
      await this.#odoo.call('stock.lot', 'load', [], { fields, data: [[name, String(product), '1']] })
      return this.#one('stock.lot', [['name', '=', name]])
    }
  }

  /** Goods of the company's own partner, or of a customer. */
  async putOwned(product: MadeProduct, place: string, quantity: number, owner: 'company' | 'customer'): Promise<void> {
    const partner =
      owner === 'customer'
        ? await this.#odoo.create('res.partner', { name: 'Scenario owner' })
        : idField((await this.#odoo.searchRead('res.company', [['id', '=', 1]], ['partner_id']))[0] ?? { id: 0 }, 'partner_id')
    await this.#count({ product_id: product.productId, location_id: await this.idOf(place), owner_id: partner }, quantity)
  }

  async #count(where: Readonly<Record<string, unknown>>, quantity: number): Promise<void> {
    const quant = await this.#odoo.create('stock.quant', { ...where, inventory_quantity: quantity }, { inventory_mode: true })
    await this.#odoo.call('stock.quant', 'action_apply_inventory', [quant])
  }

  async makeShelf(name: string, under: string): Promise<number> {
    return this.#odoo.create('stock.location', { name, usage: 'internal', company_id: 1, location_id: await this.idOf(under) })
  }

  async moveShelf(shelf: number, under: string): Promise<void> {
    await this.#odoo.write('stock.location', [shelf], { location_id: await this.idOf(under) })
  }

  async archiveShelf(shelf: number): Promise<void> {
    await this.#odoo.write('stock.location', [shelf], { active: false })
  }

  /** How many of the order Odoo has reserved. */
  async reservedFor(order: number): Promise<number> {
    const pickings = await this.#odoo.searchRead('stock.picking', [['sale_id', '=', order]], ['state'])
    const open: Domain = [
      ['picking_id', 'in', pickings.map((row) => row.id)],
      ['state', '!=', 'cancel'],
    ]
    const moves = await this.#odoo.searchRead('stock.move', open, ['quantity'])
    return moves.reduce((sum, move) => sum + numberField(move, 'quantity'), 0)
  }

  async setSaleable(product: MadeProduct, saleable: boolean): Promise<void> {
    await this.#odoo.write('product.product', [product.productId], { sale_ok: saleable })
  }

  /** Of a location by its complete name, archived or not. */
  async idOf(place: string): Promise<number> {
    return this.#one('stock.location', [['complete_name', '=', place]])
  }

  async #one(model: string, domain: Domain): Promise<number> {
    const [row] = await this.#odoo.searchRead(model, domain, ['id'], { context: { active_test: false } })
    assert.ok(row !== undefined, `${model} ${JSON.stringify(domain)} is there`)
    return row.id
  }
}
