import assert from 'node:assert/strict'
import type { PictureLine } from '../../../src/line/picture.ts'
import type { Odoo } from '../../../src/odoo/odoo.ts'
import { MemoryStore } from '../../../src/store/memory/memory-store.ts'
import { pollOnce, type PollAsk } from '../../../src/watch/poll.ts'
import { PollMemory } from '../../../src/watch/poll-memory.ts'
import type { Watch } from '../../../src/watch/watch.ts'
import { realClock } from '../../support/real-clock.ts'
import { failure, locationId, open, productId, type ServerUnderTest } from './odoo-contract.ts'

/** The change feed against a server, simulated or real. What it changes it changes back. */
export function feedContract(name: string, start: () => Promise<ServerUnderTest>): void {
  describe(`change feed: ${name}`, function () {
    this.timeout(60_000)
    let server: ServerUnderTest
    let odoo: Odoo
    let admin: Odoo
    let watch: Watch
    let store: MemoryStore
    let memory: PollMemory
    let calls = 0

    before(async () => {
      server = await start()
      admin = open(server.admin)
      odoo = counting(open(server.connector))
      const places = ['NJ/Stock', 'TX/Stock']
      watch = { name: 'contract', locations: await Promise.all(places.map(async (one) => ({ locationId: await locationId(odoo, one) }))) }
      store = new MemoryStore()
      memory = new PollMemory()
    })
    after(async () => {
      await odoo?.close()
      await admin?.close()
      await server?.close()
    })

    /** Counts the calls, as whoever pays for them would. */
    function counting(real: Odoo): Odoo {
      return {
        identity: () => real.identity(),
        searchRead: (...asked) => ((calls += 1), real.searchRead(...asked)),
        searchCount: (...asked) => ((calls += 1), real.searchCount(...asked)),
        create: (...asked) => real.create(...asked),
        write: (...asked) => real.write(...asked),
        call: (...asked) => real.call(...asked),
        close: () => real.close(),
      }
    }

    async function poll(ask: PollAsk = { what: 'changes' }): Promise<PictureLine[]> {
      const pictures: PictureLine[] = []
      calls = 0
      const options = { ask, memory }
      for await (const batch of pollOnce({ odoo, store, watch, clock: realClock, say: (key) => key, options }))
        pictures.push(...batch.pictures)
      return pictures
    }

    async function adjust(sku: string, place: string, quantity: number): Promise<void> {
      const values = { product_id: await productId(admin, sku), location_id: await locationId(admin, place), inventory_quantity: quantity }
      const quant = await admin.create('stock.quant', values, { inventory_mode: true })
      await admin.call('stock.quant', 'action_apply_inventory', [quant])
    }

    it('begins with every product that has stock, and is quiet after that with two calls', async () => {
      const first = await poll()
      assert.ok(first.length >= 20)
      const one = first.find((picture) => picture.odoo.sku === 'SKU-0016')
      assert.ok(one !== undefined)
      assert.equal(one.odoo.barcode, '4000000000016')
      assert.deepEqual(one.watched.map((place) => place.location).toSorted(), ['NJ/Stock', 'TX/Stock'])
      assert.ok(one.stock.every((place) => /^(NJ|TX)\/Stock/.test(place.location) && place.path.at(-1) === place.locationId))
      assert.deepEqual(await poll(), [])
      assert.deepEqual(await poll(), [])
      assert.equal(calls, 2)
    })

    it('sends a counted product again with the sums of its quants, and once more when it is counted back', async () => {
      const before = (await poll({ what: 'skus', skus: ['SKU-0016'] }))[0]
      await adjust('SKU-0016', 'NJ/Stock/Quarantine', 3)
      const changed = await poll()
      assert.deepEqual(
        changed.map((picture) => picture.odoo.sku),
        ['SKU-0016'],
      )
      const there = changed[0]?.stock.find((place) => place.location === 'NJ/Stock/Quarantine')
      assert.deepEqual([there?.quantity, there?.reserved], [3, 0])
      assert.ok((changed[0]?.asOf ?? 0) > (before?.asOf ?? 0))
      await adjust('SKU-0016', 'NJ/Stock/Quarantine', 0)
      const back = await poll()
      assert.deepEqual(
        back.map((picture) => picture.stock),
        [before?.stock],
      )
      assert.deepEqual(await poll(), [])
    })

    it('sees a reservation and its end', async () => {
      const partner = (await odoo.searchRead('res.partner', [['name', '=', 'Test Customer']], ['id']))[0]
      const warehouse = (await odoo.searchRead('stock.warehouse', [['code', '=', 'TX']], ['id']))[0]
      const line = { product_id: await productId(odoo, 'SKU-0015'), product_uom_qty: 4, price_unit: 1 }
      const reserved = (pictures: readonly PictureLine[]) =>
        pictures.map((picture) => [
          picture.odoo.sku,
          picture.stock.filter((place) => place.location.startsWith('TX')).reduce((sum, place) => sum + place.reserved, 0),
        ])
      const order = await odoo.create('sale.order', { partner_id: partner?.id, warehouse_id: warehouse?.id, order_line: [[0, 0, line]] })
      await odoo.call('sale.order', 'action_confirm', [order])
      assert.deepEqual(reserved(await poll()), [['SKU-0015', 4]])
      await odoo.call('sale.order', 'action_cancel', [order], {}, { disable_cancel_warning: true })
      assert.deepEqual(reserved(await poll()), [['SKU-0015', 0]])
    })

    it('refuses a location that the user cannot read, instead of taking it for empty', async () => {
      const foreign = { locationId: await locationId(admin, 'SC/Stock'), location: 'SC/Stock' }
      const wider = { ...watch, name: 'wider', locations: [...watch.locations, foreign] }
      const polled = pollOnce({ odoo, store, watch: wider, clock: realClock, say: (key) => key })
      const error = await failure(polled.next())
      assert.equal(error.code, 'WATCH_LOCATION_UNREADABLE')
      assert.equal(error.values['odooLocation'], 'SC/Stock')
    })

    it('says which products and SKUs it cannot find', async () => {
      const unknown = pollOnce({
        odoo,
        store,
        watch,
        clock: realClock,
        say: (key) => key,
        options: { ask: { what: 'skus', skus: ['NO-SUCH'] } },
      })
      const batch = await unknown.next()
      assert.deepEqual(batch.value?.missing.skus, ['NO-SUCH'])
    })
  })
}
