import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { connectOdoo } from '../../../src/adapters/odoo/connect.ts'
import { idField, neededTextField, numberField } from '../../../src/ports/odoo/field.ts'
import type { Odoo, OdooValues } from '../../../src/ports/odoo/odoo.ts'
import type { OdooSettings } from '../../../src/adapters/odoo/settings.ts'
import { realClock } from '../../support/real-clock.ts'
import { wordOf } from '../../../src/base/text/say.ts'

/** A server that has the products and warehouses of the demo, and two users of it. */
export interface ServerUnderTest {
  readonly connector: OdooSettings
  /** An administrator of both companies. */
  readonly admin: OdooSettings
  readonly majorVersion: number
  close(): Promise<void>
}

const random = { next: () => 0, uuid: () => '' }
export const open = (settings: OdooSettings): Odoo => connectOdoo(settings, { clock: realClock, random })

export async function failure(promise: Promise<unknown>): Promise<SyncError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof SyncError, `expected a SyncError, got ${String(error)}`)
  return error
}

export async function locationId(odoo: Odoo, name: string): Promise<number> {
  const row = (await odoo.searchRead('stock.location', [['complete_name', '=', name]], ['id']))[0]
  assert.ok(row !== undefined, `${name} is there`)
  return row.id
}

export async function productId(odoo: Odoo, sku: string): Promise<number> {
  const row = (await odoo.searchRead('product.product', [['default_code', '=', sku]], ['id']))[0]
  assert.ok(row !== undefined, `${sku} is there`)
  return row.id
}

/** What every server must do, simulated or real. What it changes it changes back. */
export function odooContract(name: string, start: () => Promise<ServerUnderTest>): void {
  describe(`Odoo contract: ${name}`, function () {
    this.timeout(30_000)
    let server: ServerUnderTest
    let odoo: Odoo
    let admin: Odoo

    before(async () => {
      server = await start()
      odoo = open(server.connector)
      admin = open(server.admin)
    })
    after(async () => {
      await odoo?.close()
      await admin?.close()
      await server?.close()
    })

    it('says who it is', async () => {
      const identity = await odoo.identity()
      assert.equal(identity.majorVersion, server.majorVersion)
      assert.equal(identity.transport, server.connector.transport)
      assert.equal(identity.name, `${server.connector.database}@${new URL(server.connector.url).host}`)
      const user = await odoo.searchRead('res.users', [['id', '=', identity.userId]], ['login'])
      assert.deepEqual(user, [{ id: identity.userId, login: server.connector.username }])
    })

    it('tells the id of the database to an administrator only', async () => {
      assert.equal((await odoo.identity()).databaseUuid, undefined)
      assert.match((await admin.identity()).databaseUuid ?? '', /^[0-9a-f-]{36}$/)
    })

    it('gives rows with bare ids, false for what is empty, and times in whole seconds', async () => {
      const fields = ['product_id', 'location_id', 'owner_id', 'quantity', 'reserved_quantity', 'write_date']
      const rows = await odoo.searchRead('stock.quant', [['location_id.usage', '=', 'internal']], fields, { limit: 3, order: 'id' })
      assert.equal(rows.length, 3)
      for (const row of rows) {
        assert.ok(idField(row, 'product_id') > 0 && idField(row, 'location_id') > 0)
        assert.equal(row['owner_id'], false)
        numberField(row, 'quantity')
        numberField(row, 'reserved_quantity')
        assert.match(neededTextField(row, 'write_date'), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
        assert.deepEqual(Object.keys(row).toSorted(), [...fields, 'id'].toSorted())
      }
    })

    it('finds a row again by its own time with >=, and pages by id', async () => {
      const [row] = await odoo.searchRead('stock.quant', [], ['write_date'], { order: 'write_date desc, id desc', limit: 1 })
      assert.ok(row !== undefined)
      const since = await odoo.searchRead('stock.quant', [['write_date', '>=', row['write_date']]], ['id'])
      assert.ok(since.some((one) => one.id === row.id))
      const all = await odoo.searchRead('stock.quant', [], ['id'], { order: 'id' })
      const second = await odoo.searchRead('stock.quant', [['id', '>', all[1]?.id]], ['id'], { order: 'id', limit: 2 })
      assert.deepEqual(second, all.slice(2, 4))
      assert.equal(await odoo.searchCount('stock.quant', []), all.length)
    })

    it('adds up what rows share, with bare ids', async () => {
      const domain = [['location_id.usage', '=', 'internal']] as const
      const rows = await odoo.searchRead('stock.quant', domain, ['product_id', 'location_id', 'quantity'])
      const sums = new Map<string, number>()
      const place = (row: OdooValues): string => `${idField(row, 'product_id')} at ${idField(row, 'location_id')}`
      for (const row of rows) sums.set(place(row), (sums.get(place(row)) ?? 0) + numberField(row, 'quantity'))
      const groups = await odoo.readSums('stock.quant', domain, ['product_id', 'location_id'], ['quantity'])
      assert.ok(groups.length > 3)
      assert.equal(groups.length, sums.size)
      assert.deepEqual(new Map(groups.map((group) => [place(group), numberField(group, 'quantity')])), sums)
      assert.deepEqual(await odoo.readSums('stock.quant', [['id', '=', 0]], ['product_id'], ['quantity']), [])
    })

    it('knows what is below a location', async () => {
      const stock = await locationId(odoo, 'NJ/Stock')
      const rows = await odoo.searchRead('stock.location', [['id', 'child_of', [stock]]], ['complete_name', 'parent_path', 'usage'])
      const names = rows.map((row) => neededTextField(row, 'complete_name'))
      for (const below of ['NJ/Stock', 'NJ/Stock/Saleable', 'NJ/Stock/Saleable/Zone-B', 'NJ/Stock/Quarantine'])
        assert.ok(names.includes(below))
      for (const row of rows) assert.match(neededTextField(row, 'parent_path'), new RegExp(`(^|/)${stock}/`))
      const quarantine = await locationId(odoo, 'NJ/Stock/Quarantine')
      const without = ['!', ['location_id', 'child_of', [quarantine]]] as const
      const here = ['location_id', 'child_of', [stock]] as const
      const outside = await odoo.searchCount('stock.quant', [here, ...without])
      assert.equal(outside, (await odoo.searchCount('stock.quant', [here])) - (await odoo.searchCount('stock.quant', [without[1]])))
    })

    it('tells of a location that is gone below child_of before 19, and finds nothing below it in 19', async () => {
      const asked = odoo.searchRead('stock.location', [['id', 'child_of', [99_999_999]]], ['id'])
      if (server.majorVersion >= 19) assert.deepEqual(await asked, [])
      else assert.equal((await failure(asked)).code, 'ODOO_RECORD_MISSING')
    })

    it('wants a list after `in` before 19, and takes a bare value in 19', async () => {
      const asked = odoo.searchRead('stock.location', [['complete_name', 'in', 'NJ/Stock']], ['complete_name'])
      if (server.majorVersion >= 19) assert.deepEqual(await asked, [{ id: await locationId(odoo, 'NJ/Stock'), complete_name: 'NJ/Stock' }])
      else assert.match(wordOf((await failure(asked)).values['detail']), /Invalid domain term \('complete_name', 'in', 'NJ\/Stock'\)/)
    })

    it('tells its version at /web/version and /json/version from 19 on only', async () => {
      for (const path of ['/web/version', '/json/version']) {
        const answer = await fetch(new URL(path, server.connector.url), { redirect: 'manual' })
        const text = await answer.text()
        if (server.majorVersion >= 19) assert.partialDeepStrictEqual(JSON.parse(text), { version_info: [19, 0] })
        else assert.throws(() => JSON.parse(text), `${path}: ${answer.status}`)
      }
    })

    it('hides what belongs to another company, without a word', async () => {
      const foreign = await locationId(admin, 'SC/Stock')
      assert.ok((await admin.searchCount('stock.quant', [['location_id', '=', foreign]])) > 0)
      assert.equal(await odoo.searchCount('stock.quant', [['location_id', '=', foreign]]), 0)
      assert.equal(await odoo.searchCount('stock.location', [['id', '=', foreign]]), 0)
      const one = open({ ...server.admin, companyIds: [1] })
      assert.equal(await one.searchCount('stock.quant', [['location_id', '=', foreign]]), 0)
      await one.close()
    })

    it('takes texts with every kind of character', async () => {
      const id = await productId(admin, 'SKU-0019')
      for (const text of ['a & b', '<b>', ']]>', 'quote "\'', 'ä € 货', 'back\\slash', '&amp;']) {
        try {
          await admin.write('product.product', [id], { default_code: text })
          assert.deepEqual(await admin.searchRead('product.product', [['default_code', '=', text]], ['default_code']), [
            { id, default_code: text },
          ])
        } finally {
          await admin.write('product.product', [id], { default_code: 'SKU-0019' })
        }
      }
    })

    it('adjusts stock, and answers null to the method that answers nothing', async () => {
      const product_id = await productId(admin, 'SKU-0018')
      const location_id = await locationId(admin, 'NJ/Stock/Quarantine')
      const here = [
        ['product_id', '=', product_id],
        ['location_id', '=', location_id],
      ] as const
      const counted = { product_id, location_id, inventory_quantity: 5 }
      const quant = await admin.create('stock.quant', counted, { inventory_mode: true })
      assert.equal(await admin.call('stock.quant', 'action_apply_inventory', [quant]), null)
      assert.deepEqual(
        (await odoo.searchRead('stock.quant', here, ['quantity'])).map((row) => row['quantity']),
        [5],
      )
      await admin.write('stock.quant', [quant], { inventory_quantity: 0 }, { inventory_mode: true })
      assert.equal(await admin.call('stock.quant', 'action_apply_inventory', [quant]), null)
      const left = await odoo.searchRead('stock.quant', here, ['quantity'])
      assert.equal(
        left.reduce((sum, row) => sum + numberField(row, 'quantity'), 0),
        0,
      )
    })

    it('confirms and cancels an order', async () => {
      const partner = (await odoo.searchRead('res.partner', [['name', '=', 'Test Customer']], ['id']))[0]
      const warehouse = (await odoo.searchRead('stock.warehouse', [['code', '=', 'NJ']], ['id']))[0]
      const product_id = await productId(odoo, 'SKU-0017')
      const order_line = [[0, 0, { product_id, product_uom_qty: 2, price_unit: 10 }]]
      const reference = `contract <${Math.random()}>`
      const values = { partner_id: partner?.id, warehouse_id: warehouse?.id, client_order_ref: reference, order_line }
      const id = await odoo.create('sale.order', values)
      assert.equal(await odoo.call('sale.order', 'action_confirm', [id]), true)
      const fields = ['client_order_ref', 'state', 'warehouse_id']
      const order = { id, client_order_ref: reference, warehouse_id: warehouse?.id }
      assert.deepEqual(await odoo.searchRead('sale.order', [['id', '=', id]], fields), [{ ...order, state: 'sale' }])
      await odoo.call('sale.order', 'action_cancel', [id], {}, { disable_cancel_warning: true })
      assert.deepEqual(await odoo.searchRead('sale.order', [['id', '=', id]], fields), [{ ...order, state: 'cancel' }])
    })

    const refusals: readonly [what: string, code: string, ask: () => Promise<unknown>][] = [
      ['a wrong key', 'ODOO_LOGIN_REFUSED', () => once({ apiKey: 'wrong' }, (other) => other.identity())],
      ['a wrong database', 'ODOO_DATABASE_UNKNOWN', () => once({ database: 'nowhere' }, (other) => other.identity())],
      ["a company that is not the user's", 'ODOO_COMPANY_REFUSED', () => once({ companyIds: [1, 2] }, (other) => other.identity())],
      [
        "a company in the context that is not the user's",
        'ODOO_COMPANY_REFUSED',
        () => odoo.searchCount('stock.quant', [], { allowed_company_ids: [2] }),
      ],
      ['a missing right to read', 'ODOO_RIGHTS_MISSING', () => odoo.searchRead('ir.config_parameter', [], ['key'])],
      ['a missing right to write', 'ODOO_RIGHTS_MISSING', () => odoo.write('res.company', [1], { name: 'Mine' })],
      ['a private method', 'ODOO_RIGHTS_MISSING', () => odoo.call('stock.quant', '_merge_quants', [])],
      ['a record that is gone', 'ODOO_RECORD_MISSING', () => odoo.write('sale.order', [99_999_999], { note: 'x' })],
      ['an action on a record that is gone', 'ODOO_RECORD_MISSING', () => odoo.call('sale.order', 'action_confirm', [99_999_999])],
      ['a field that is not there', 'ODOO_REFUSED', () => odoo.searchRead('stock.quant', [], ['nope'])],
      ['a field in the domain that is not there', 'ODOO_REFUSED', () => odoo.searchRead('stock.quant', [['nope', '=', 1]], ['id'])],
      ['a model that is not there', 'ODOO_REFUSED', () => odoo.searchRead('no.model', [], ['id'])],
      ['a method that is not there', 'ODOO_REFUSED', () => odoo.call('stock.quant', 'nope', [1])],
      ['an order without a customer', 'ODOO_REFUSED', () => odoo.create('sale.order', {})],
    ]
    for (const [what, code, ask] of refusals) {
      it(`refuses ${what}`, async () => {
        const error = await failure(ask())
        assert.equal(error.code, code, error.message)
        assert.equal(error.name, 'SyncError', 'a refused call changed nothing')
        assert.ok(!error.message.includes(server.connector.apiKey))
      })
    }

    async function once(extra: Partial<OdooSettings>, ask: (odoo: Odoo) => Promise<unknown>): Promise<unknown> {
      const other = open({ ...server.connector, ...extra })
      try {
        return await ask(other)
      } finally {
        await other.close()
      }
    }
  })
}
