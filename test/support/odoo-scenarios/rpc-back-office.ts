import assert from 'node:assert/strict'
import { idField, neededTextField, numberField } from '../../../src/ports/odoo/field.ts'
import type { Domain, Odoo, OdooContext } from '../../../src/ports/odoo/odoo.ts'
import { numberProperty } from '../../../src/ports/odoo/property.ts'
import { odooTime } from '../../../src/engine/watch/odoo-reading.ts'
import { commitLate } from './commit-late.ts'
import type { BackOffice, LateChange, MadeProduct } from './back-office.ts'
import { OdooLooks } from './odoo-looks.ts'

const noQuestions = { skip_backorder: true, skip_sms: true }
const archivedToo = { active_test: false }

/** The office through the API of Odoo, as an administrator. The same calls for 17, 18 and 19, but where odoo-facts 9 says otherwise. */
export class RpcBackOffice extends OdooLooks implements BackOffice {
  readonly #version: number

  constructor(odoo: Odoo, majorVersion: number) {
    super(odoo)
    this.#version = majorVersion
  }

  async furnish(): Promise<void> {
    for (const [code, name] of [
      ['NJ', 'New Jersey'],
      ['TX', 'Texas'],
    ] as const) {
      if ((await this.find('stock.warehouse', [['code', '=', code]])) === undefined)
        await this.odoo.create('stock.warehouse', { code, name })
    }
    if ((await this.find('stock.location', [['complete_name', '=', 'NJ/Stock/Quarantine']])) === undefined) {
      await this.odoo.create('stock.location', { name: 'Quarantine', usage: 'internal', location_id: await this.place('NJ/Stock') })
    }
    const transit = await this.odoo.searchRead(
      'stock.location',
      [
        ['usage', '=', 'transit'],
        ['company_id', '!=', false],
      ],
      ['active'],
      { context: archivedToo },
    )
    for (const row of transit) if (row['active'] === false) await this.odoo.write('stock.location', [row.id], { active: true })
  }

  async makeProduct(sku: string, parts?: Parameters<BackOffice['makeProduct']>[1]): Promise<MadeProduct> {
    const stored = this.#version === 17 ? { type: 'product' } : { type: 'consu', is_storable: true }
    const productId = await this.odoo.create('product.product', { name: `Scenario ${sku}`, default_code: sku, ...stored })
    if (parts !== undefined) {
      const [row] = await this.odoo.searchRead('product.product', [['id', '=', productId]], ['product_tmpl_id'])
      assert.ok(row !== undefined)
      const bom_line_ids = [...parts.of].map(([part, quantity]) => [0, 0, { product_id: part.productId, product_qty: quantity }])
      const type = parts.type === 'kit' ? 'phantom' : 'normal'
      await this.odoo.create('mrp.bom', { product_tmpl_id: idField(row, 'product_tmpl_id'), type, product_qty: 1, bom_line_ids })
    }
    return { productId, sku }
  }

  async receive(product: MadeProduct, place: string, quantity: number): Promise<void> {
    const from = await this.must('stock.location', [['usage', '=', 'supplier']])
    await this.#carry(product, 'in_type_id', from.id, await this.place(place), place, quantity)
  }

  async move(product: MadeProduct, from: string, to: string, quantity: number): Promise<void> {
    const [source, target] = [await this.place(from), await this.place(to)]
    await this.#carry(product, 'int_type_id', source, target, /^(NJ|TX)\//.test(from) ? from : to, quantity)
  }

  async #carry(
    product: MadeProduct,
    kind: 'in_type_id' | 'int_type_id',
    from: number,
    to: number,
    place: string,
    quantity: number,
  ): Promise<void> {
    const [house] = await this.odoo.searchRead('stock.warehouse', [['code', '=', place.split('/')[0] ?? '']], [kind])
    assert.ok(house !== undefined, `a warehouse for ${place}`)
    const ends = { location_id: from, location_dest_id: to }
    const named = this.#version < 19 ? { name: product.sku } : {}
    const move = { ...named, product_id: product.productId, product_uom_qty: quantity, ...ends }
    const picking = await this.odoo.create('stock.picking', { picking_type_id: idField(house, kind), ...ends, move_ids: [[0, 0, move]] })
    await this.odoo.call('stock.picking', 'action_confirm', [picking])
    await this.odoo.call('stock.picking', 'action_assign', [picking])
    await this.#validate(picking)
  }

  async count(product: MadeProduct, place: string, quantity: number): Promise<void> {
    await this.odoo.call('stock.quant', 'action_apply_inventory', [await this.#enterCount(product, place, quantity)])
  }

  async #enterCount(product: MadeProduct, place: string, quantity: number): Promise<number> {
    const values = { product_id: product.productId, location_id: await this.place(place), inventory_quantity: quantity }
    return this.odoo.create('stock.quant', values, { inventory_mode: true })
  }

  async scrap(product: MadeProduct, place: string, quantity: number): Promise<void> {
    const scrap = await this.odoo.create('stock.scrap', {
      product_id: product.productId,
      location_id: await this.place(place),
      scrap_qty: quantity,
    })
    assert.equal(await this.odoo.call('stock.scrap', 'action_validate', [scrap]), true)
  }

  async manufacture(product: MadeProduct, place: string, quantity: number): Promise<void> {
    const [house] = await this.odoo.searchRead('stock.warehouse', [['code', '=', place.split('/')[0] ?? '']], ['manu_type_id'])
    assert.ok(house !== undefined)
    const values = { product_id: product.productId, product_qty: quantity, picking_type_id: idField(house, 'manu_type_id') }
    const order = await this.odoo.create('mrp.production', values)
    await this.odoo.call('mrp.production', 'action_confirm', [order])
    assert.equal(await this.odoo.call('mrp.production', 'button_mark_done', [order], {}, noQuestions), true)
  }

  async sell(warehouse: string, product: MadeProduct, quantity: number, days?: number): Promise<number> {
    const order = await this.quote(warehouse, product, quantity, days)
    assert.equal(await this.odoo.call('sale.order', 'action_confirm', [order]), true)
    return order
  }

  async quote(warehouse: string, product: MadeProduct, quantity: number, days?: number): Promise<number> {
    const name = 'Scenario customer'
    const partner = (await this.find('res.partner', [['name', '=', name]]))?.id ?? (await this.odoo.create('res.partner', { name }))
    const house = await this.must('stock.warehouse', [['code', '=', warehouse]])
    const line = { product_id: product.productId, product_uom_qty: quantity, price_unit: 1 }
    const due = days === undefined ? {} : { commitment_date: odooTime(Date.now() + days * 86_400_000) }
    return this.odoo.create('sale.order', { partner_id: partner, warehouse_id: house.id, order_line: [[0, 0, line]], ...due })
  }

  async reorder(order: number, quantity: number): Promise<void> {
    const line = await this.must('sale.order.line', [['order_id', '=', order]])
    await this.odoo.write('sale.order.line', [line.id], { product_uom_qty: quantity })
  }

  async setReservation(warehouse: string, method: 'at_confirm' | 'manual' | 'by_date', days = 0): Promise<void> {
    const house = await this.must('stock.warehouse', [['code', '=', warehouse]], ['out_type_id', 'pick_type_id'])
    const types = [house['out_type_id'], house['pick_type_id']].filter((id) => typeof id === 'number')
    await this.odoo.write('stock.picking.type', types, { reservation_method: method, reservation_days_before: days })
  }

  async setSteps(warehouse: string, steps: 'ship_only' | 'pick_ship' | 'pick_pack_ship'): Promise<void> {
    const house = await this.must('stock.warehouse', [['code', '=', warehouse]])
    await this.odoo.write('stock.warehouse', [house.id], { delivery_steps: steps })
  }

  async reserve(order: number): Promise<void> {
    await this.odoo.call('stock.picking', 'action_assign', await this.#open(order))
  }

  async unreserve(order: number): Promise<void> {
    await this.odoo.call('stock.picking', 'do_unreserve', await this.#open(order))
  }

  async #open(order: number, more: Domain = []): Promise<number[]> {
    const open: Domain = [['sale_id', '=', order], ['state', 'not in', ['done', 'cancel']], ...more]
    return (await this.odoo.searchRead('stock.picking', open, ['id'])).map((row) => row.id)
  }

  async pick(order: number, quantity?: number): Promise<void> {
    const [picking] = await this.#open(order, [
      ['picking_type_code', '=', 'internal'],
      ['state', '=', 'assigned'],
    ])
    assert.ok(picking !== undefined, 'something to pick')
    await this.#validate(picking, quantity)
  }

  async cancel(order: number): Promise<void> {
    await this.odoo.call('sale.order', 'action_cancel', [order], {}, { disable_cancel_warning: true })
    assert.equal((await this.must('sale.order', [['id', '=', order]], ['state']))['state'], 'cancel')
  }

  async deliver(order: number, quantity?: number): Promise<void> {
    const domain: Domain = [
      ['sale_id', '=', order],
      ['state', 'not in', ['done', 'cancel']],
      ['picking_type_code', '=', 'outgoing'],
    ]
    const picking = await this.must('stock.picking', domain)
    await this.#validate(picking.id, quantity)
  }

  async takeBack(order: number, quantity: number, place: string): Promise<void> {
    const delivery = await this.must('stock.picking', [
      ['sale_id', '=', order],
      ['state', '=', 'done'],
      ['picking_type_code', '=', 'outgoing'],
    ])
    const active = { active_id: delivery.id, active_ids: [delivery.id], active_model: 'stock.picking' }
    const target = await this.place(place)
    const wizard = await this.odoo.create('stock.return.picking', { picking_id: delivery.id }, active)
    // Given at once, it would keep 17 from filling in the lines.
    if (this.#version === 17) await this.odoo.write('stock.return.picking', [wizard], { location_id: target })
    const lines = await this.odoo.searchRead('stock.return.picking.line', [['wizard_id', '=', wizard]], ['quantity'])
    await this.odoo.write(
      'stock.return.picking.line',
      lines.map((line) => line.id),
      { quantity },
    )
    const method = this.#version === 17 ? 'create_returns' : 'action_create_returns'
    const picking = numberProperty(await this.odoo.call('stock.return.picking', method, [wizard], {}, active), 'res_id')
    assert.ok(picking !== undefined, 'the return has a transfer')
    if (this.#version !== 17) await this.odoo.write('stock.picking', [picking], { location_dest_id: target })
    await this.#validate(picking)
  }

  async cleanUp(): Promise<void> {
    await this.odoo.call('stock.quant', 'action_view_inventory', [])
  }

  async late(change: LateChange, meanwhile: () => Promise<void>): Promise<void> {
    const python =
      change.what === 'count'
        ? `env['stock.quant'].browse(${await this.#enterCount(change.product, change.place, change.quantity)}).action_apply_inventory()`
        : `env['sale.order'].browse(${await this.quote(change.warehouse, change.product, change.quantity)}).action_confirm()`
    await commitLate(this.odoo, python, change.seconds, meanwhile)
  }

  async setActive(product: MadeProduct, active: boolean): Promise<void> {
    await this.odoo.write('product.product', [product.productId], { active })
  }

  async free(product: MadeProduct, place: string): Promise<number> {
    return this.#said(product, place, 'free_qty')
  }

  async promised(product: MadeProduct, place: string): Promise<number> {
    return this.#said(product, place, 'outgoing_qty')
  }

  async #said(product: MadeProduct, place: string, field: string): Promise<number> {
    const context: OdooContext = { ...archivedToo, location: [await this.place(place)] }
    const [row] = await this.odoo.searchRead('product.product', [['id', '=', product.productId]], [field], { context })
    assert.ok(row !== undefined)
    return numberField(row, field)
  }

  async #validate(picking: number, quantity?: number): Promise<void> {
    if (quantity !== undefined) {
      const moves = await this.odoo.searchRead('stock.move', [['picking_id', '=', picking]], ['product_id'])
      for (const move of moves) await this.odoo.write('stock.move', [move.id], { quantity, picked: true })
    }
    assert.equal(await this.odoo.call('stock.picking', 'button_validate', [picking], {}, noQuestions), true)
    assert.equal(neededTextField(await this.must('stock.picking', [['id', '=', picking]], ['state']), 'state'), 'done')
  }
}
