import assert from 'node:assert/strict'
import type { PictureLine } from '../../../src/base/messages/picture.ts'
import type { Odoo } from '../../../src/ports/odoo/odoo.ts'
import { applyMap } from '../../../src/rules/map/apply-map.ts'
import { readyMap } from '../../../src/rules/map/ready-map.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { inCompanies } from '../../../src/engine/watch/odoo-reading.ts'
import { pollOnce, type PollRequest } from '../../../src/engine/watch/poll.ts'
import { PollMemory } from '../../../src/engine/watch/poll-memory.ts'
import { proveDomain, readProducts } from '../../../src/engine/watch/products.ts'
import { readPictures } from '../../../src/engine/watch/read-pictures.ts'
import { resolveScope } from '../../../src/engine/watch/scope.ts'
import type { Watch } from '../../../src/engine/watch/watch.ts'
import { row as mapRow } from '../../support/pictures.ts'
import { realClock } from '../../support/real-clock.ts'
import { failure, locationId, open, productId, type ServerUnderTest } from './odoo-contract.ts'
import { wordOf } from '../../../src/base/text/say.ts'

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
        readSums: (...asked) => ((calls += 1), real.readSums(...asked)),
        create: (...asked) => real.create(...asked),
        write: (...asked) => real.write(...asked),
        call: (...asked) => real.call(...asked),
        close: () => real.close(),
      }
    }

    async function poll(request: PollRequest = { what: 'changes' }): Promise<PictureLine[]> {
      const pictures: PictureLine[] = []
      calls = 0
      const options = { request, memory }
      for await (const batch of pollOnce({ odoo, store, watch, clock: realClock, options })) pictures.push(...batch.pictures)
      return pictures
    }

    async function adjust(sku: string, place: string, quantity: number): Promise<void> {
      const values = { product_id: await productId(admin, sku), location_id: await locationId(admin, place), inventory_quantity: quantity }
      const quant = await admin.create('stock.quant', values, { inventory_mode: true })
      await admin.call('stock.quant', 'action_apply_inventory', [quant])
    }

    it('begins with every product that has stock, and is quiet after that with three calls', async () => {
      const first = await poll()
      assert.ok(first.length >= 20)
      const one = first.find((picture) => picture.odoo.sku === 'SKU-0016')
      assert.ok(one !== undefined)
      assert.equal(one.odoo.barcode, '4000000000016')
      assert.deepEqual(one.watched.map((place) => place.location).toSorted(), ['NJ/Stock', 'TX/Stock'])
      assert.ok(one.stock.every((place) => /^(NJ|TX)\/Stock/.test(place.location) && place.path.at(-1) === place.locationId))
      // What others made and used up just before is dirty, and nobody has been told that there is none.
      assert.deepEqual(
        (await poll()).filter((picture) => picture.stock.length > 0),
        [],
      )
      assert.deepEqual(await poll(), [])
      assert.equal(calls, 3)
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

    it('counts a kit as Odoo does, at every place, and sends it when a part or the bill changes', async () => {
      const kit = await productId(odoo, 'KIT-1')
      const rowOf = (place: string, id: number) =>
        readyMap({ rows: [mapRow(place, 1, [{ locationId: id, location: place }])] }, (key) => key)
      async function isRight(picture: PictureLine | undefined): Promise<void> {
        assert.equal(picture?.odoo.productId, kit)
        assert.deepEqual(picture.stock, [])
        for (const place of ['NJ/Stock', 'TX/Stock']) {
          const id = await locationId(odoo, place)
          const truth = (await odoo.searchRead('product.product', [['id', '=', kit]], ['free_qty'], { context: { location: [id] } }))[0]
          assert.equal(applyMap(picture, rowOf(place, id), (key) => key, '').levels[0]?.quantity, truth?.['free_qty'], place)
        }
      }
      const kitIn = (pictures: readonly PictureLine[]) => pictures.find((picture) => picture.odoo.productId === kit)
      const [before] = await poll({ what: 'products', productIds: [kit] })
      await isRight(before)
      const second = before?.kit?.components.find((part) => part.sku === 'SKU-0002')
      const there = second?.stock.find((place) => place.location === 'TX/Stock')?.quantity ?? 0
      await adjust('SKU-0002', 'TX/Stock', 17)
      const changed = await poll()
      assert.deepEqual(
        changed
          .map((picture) => picture.odoo.sku)
          .map(String)
          .toSorted((one, other) => one.localeCompare(other)),
        ['KIT-1', 'SKU-0002'],
      )
      await isRight(kitIn(changed))
      await adjust('SKU-0002', 'TX/Stock', there)
      await isRight(kitIn(await poll()))

      const first = before?.kit?.components.find((part) => part.sku === 'SKU-0001')
      const [line] = await admin.searchRead('mrp.bom.line', [['product_id', '=', first?.productId ?? 0]], ['product_qty'])
      assert.ok(line !== undefined)
      await admin.write('mrp.bom.line', [line.id], { product_qty: 7 })
      const mended = kitIn(await poll({ what: 'compare' }))
      assert.equal(mended?.kit?.components.find((part) => part.sku === 'SKU-0001')?.per, 7)
      await isRight(mended)
      await admin.write('mrp.bom.line', [line.id], { product_qty: line['product_qty'] })
      await isRight(kitIn(await poll({ what: 'compare' })))
    })

    it('refuses a location that the user cannot read, instead of taking it for empty', async () => {
      const foreign = { locationId: await locationId(admin, 'SC/Stock'), location: 'SC/Stock' }
      const wider = { ...watch, name: 'wider', locations: [...watch.locations, foreign] }
      const polled = pollOnce({ odoo, store, watch: wider, clock: realClock })
      const error = await failure(polled.next())
      assert.equal(error.code, 'WATCH_LOCATION_UNREADABLE')
      assert.equal(error.values['odooLocation'], 'SC/Stock')
    })

    it('names a location that is gone, also when that happens while it is watched', async () => {
      const gone = { locationId: 99_999_999, location: 'NJ/Gone' }
      const wider = { ...watch, name: 'gone', locations: [...watch.locations, gone] }
      const before = await resolveScope(odoo, watch)
      const reading = { asOf: 1, startedAt: realClock.now() }
      const products = await readProducts(odoo, [['default_code', '=', 'SKU-0016']])
      for (const asked of [resolveScope(odoo, wider), readPictures(odoo, wider, before, products, reading)]) {
        const error = await failure(asked)
        assert.deepEqual([error.code, error.values['odooLocation']], ['WATCH_LOCATION_UNREADABLE', 'NJ/Gone'])
      }
    })

    it('reads in the companies that the watch says, and refuses one that the user may not enter by name', async () => {
      const foreign = { locationId: await locationId(admin, 'SC/Stock'), location: 'SC/Stock' }
      const places = [...watch.locations, foreign]
      const both = await resolveScope(admin, { ...watch, locations: places })
      assert.equal(both.watched.length, 3)
      const home = (await odoo.searchRead('stock.warehouse', [], ['company_id']))[0]?.['company_id']
      assert.ok(typeof home === 'number')
      const one = await failure(resolveScope(inCompanies(admin, [home]), { ...watch, locations: places }))
      assert.deepEqual([one.code, one.values['odooLocation']], ['WATCH_LOCATION_UNREADABLE', 'SC/Stock'])
      const other = await admin.searchRead('res.company', [['id', '!=', home]], ['id'])
      const refused = await failure(resolveScope(inCompanies(odoo, [other[0]?.id ?? 0]), watch))
      assert.equal(refused.code, 'ODOO_COMPANY_REFUSED')
    })

    it('leaves out what is excluded', async () => {
      await adjust('SKU-0016', 'NJ/Stock/Quarantine', 3)
      const exclude = [{ locationId: await locationId(odoo, 'NJ/Stock/Quarantine') }]
      const request: PollRequest = { what: 'skus', skus: ['SKU-0016'] }
      const batches = pollOnce({
        odoo,
        store,
        watch: { ...watch, name: 'except', exclude },
        clock: realClock,
        options: { request },
      })
      const picture = (await batches.next()).value?.pictures[0]
      await adjust('SKU-0016', 'NJ/Stock/Quarantine', 0)
      assert.ok(picture !== undefined && picture.stock.some((place) => place.location.startsWith('NJ/Stock')))
      assert.ok(!picture.stock.some((place) => place.location === 'NJ/Stock/Quarantine'))
      assert.deepEqual(
        picture.excluded?.map((place) => place.location),
        ['NJ/Stock/Quarantine'],
      )
      await poll()
    })

    it('says in the words of Odoo what is wrong with a domain of products', async () => {
      await proveDomain(odoo, [['sale_ok', '=', true]])
      const error = await failure(proveDomain(odoo, [['no_such_field', '=', 1]]))
      assert.equal(error.code, 'WATCH_SCOPE_INVALID')
      assert.match(wordOf(error.values['problem']), /no_such_field/)
    })

    it('says which products and SKUs it cannot find', async () => {
      const unknown = pollOnce({
        odoo,
        store,
        watch,
        clock: realClock,
        options: { request: { what: 'skus', skus: ['NO-SUCH'] } },
      })
      const batch = await unknown.next()
      assert.deepEqual(batch.value?.missing.skus, ['NO-SUCH'])
    })
  })
}
