import assert from 'node:assert/strict'
import { startDemo, type Demo } from '../../../sandbox/demo/start-demo.ts'
import type { MajorVersion } from '../../../sandbox/odoo/major-version.ts'
import { demoLocations, demoProducts } from '../../../sandbox/shopify/demo-catalogue.ts'
import { checkLinkCommand } from '../../../src/rules/link/link-command.ts'
import type { LinkPorts, MatchSettings } from '../../../src/engine/match/link-ports.ts'
import { matchCatalogues } from '../../../src/engine/match/match-catalogues.ts'
import { isHandCommand, runLinkCommand } from '../../../src/engine/match/link-commands.ts'
import { connectOdoo } from '../../../src/adapters/odoo/connect.ts'
import { Budget } from '../../../src/adapters/shopify/pacing/budget.ts'
import { connectShopify } from '../../../src/adapters/shopify/connect.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { wordOf } from '../../../src/base/text/say.ts'
import { fixedRandom } from '../../support/fixed-random.ts'
import { realClock } from '../../support/real-clock.ts'

const locations = demoLocations.map(({ id, name }) => ({ id, name }))
const plain: MatchSettings = { metafield: 'off', locations: [] }
const kept: MatchSettings = { metafield: 'read-and-write', locations: [] }

for (const [majorVersion, transport] of [
  [17, 'xml-rpc'],
  [18, 'json-rpc'],
  [19, 'json-2'],
] as const satisfies readonly (readonly [MajorVersion, string])[]) {
  describe(`linking through a simulated Odoo ${majorVersion} over ${transport} and a simulated Shopify`, function () {
    this.timeout(60_000)
    let demo: Demo
    let ports: LinkPorts
    beforeEach(async () => {
      demo = await startDemo({ odoo: { majorVersion } })
      const { environment: at } = demo
      const odoo = connectOdoo(
        {
          url: at['ODOO_URL'] ?? '',
          database: at['ODOO_DB'] ?? '',
          username: at['ODOO_USERNAME'] ?? '',
          apiKey: at['ODOO_API_KEY'] ?? '',
          transport,
          timeoutMs: 20_000,
        },
        { clock: realClock, random: fixedRandom },
      )
      const shopify = connectShopify(
        {
          shop: at['SHOPIFY_STORE_DOMAIN'] ?? '',
          apiUrl: at['SHOPIFY_API_URL'] ?? '',
          auth: { kind: 'token', accessToken: at['SHOPIFY_ACCESS_TOKEN'] ?? '' },
        },
        { clock: realClock, random: fixedRandom, budget: new Budget(realClock) },
      )
      ports = { odoo, shopify, store: new MemoryStore(), clock: realClock }
    })
    afterEach(async () => {
      await ports.shopify.close()
      await ports.odoo.close()
      await demo.close()
    })

    const match = (settings: MatchSettings = plain, full = true) =>
      matchCatalogues(ports, settings, {}, { full, fullEvery: 86_400_000 }).then(({ report }) => report)
    const run = (command: object, settings: MatchSettings = plain) => {
      const checked = checkLinkCommand(command)
      assert.ok(isHandCommand(checked))
      return runLinkCommand(ports, settings, checked)
    }
    const linked = async () =>
      (await ports.store.transaction(({ links }) => links.page(ports.shopify.shop, null, 1000)))
        .map(({ sku, by }) => `${sku} ${by}`)
        .toSorted()
    const demoSkus = demoProducts.map(({ sku }) => `${sku} sku`)

    it('links what is certain and recognises every kind of trouble', async () => {
      const { model } = demo.shopify
      model.addProduct({ title: 'Draft', status: 'DRAFT', variants: [{ sku: 'SKU-0013' }] })
      model.addProduct({ title: 'Shown by its link only', status: 'UNLISTED', variants: [{ sku: 'SKU-0014' }] })
      model.addProduct({ title: 'Archived in Odoo', variants: [{ sku: 'OLD-1' }] })
      model.addProduct({ title: 'Twice in Odoo', variants: [{ sku: 'DUP-1' }] })
      model.addProduct({ title: 'Contradiction', variants: [{ sku: 'SKU-0015', barcode: '4000000000016' }] })
      model.addProduct({ title: 'By barcode', variants: [{ sku: 'ours-17', barcode: '4000000000017' }] })
      model.addProduct({ title: 'Second face', variants: [{ itemId: demoProducts[0]?.itemId ?? '' }] })
      const report = await match()
      assert.deepEqual(await linked(), [...demoSkus, 'SKU-0014 sku', 'ours-17 barcode'].toSorted())
      assert.equal(report.shared, 1)
      assert.deepEqual(report.mend.map(({ code, values }) => `${code} ${wordOf(values['sku'])}`).toSorted(), [
        'ITEM_IS_BUNDLE BUNDLE-0001',
        'ITEM_UNTRACKED GIFT-0001',
        'LINK_CONTRADICTION SKU-0015',
        'LINK_DUPLICATE_IN_ODOO DUP-1',
        'LINK_DUPLICATE_IN_SHOPIFY DOUBLE-0001',
        'LINK_DUPLICATE_IN_SHOPIFY DOUBLE-0001',
        'LINK_SKU_BLANK Sample Box',
        'PRODUCT_ARCHIVED OLD-1',
        'PRODUCT_ARCHIVED SKU-0013',
      ])
    })

    it('finds linked items that are not stocked at a mapped location, by its name', async () => {
      const { model } = demo.shopify
      const [first] = demoProducts
      const uk = locations[2]
      assert.ok(first !== undefined && uk !== undefined)
      assert.deepEqual((await match({ ...plain, locations })).notStocked, [])
      model.deactivate(model.levelId(first.itemId, uk.id))
      assert.deepEqual((await match({ ...plain, locations })).notStocked, [{ locationId: uk.id, location: 'UK Warehouse', count: 1 }])
    })

    it('sees new SKUs and references without reading everything again', async () => {
      await match()
      const [first, second] = demoProducts
      assert.ok(first !== undefined && second !== undefined)
      demo.shopify.model.updateItem(first.itemId, { sku: 'renamed' })
      demo.shopify.model.addProduct({ title: 'New', variants: [{ sku: 'SKU-0018' }] })
      await demo.odoo.driver.recode({ product: second.sku, sku: 'REF-2' })
      await demo.odoo.driver.archive({ product: 'SKU-0003' })
      const report = await match(plain, false)
      assert.equal(report.scope, 'changes')
      const now = await linked()
      // A link is by id and stays: whatever its SKU or reference is now, and archived or not.
      assert.deepEqual(now, [...demoSkus.slice(1), 'SKU-0018 sku', 'renamed sku'].toSorted())
      assert.deepEqual(
        report.mend.flatMap(({ code, values }) => (code === 'LINK_PRODUCT_ARCHIVED' ? values['sku'] : [])),
        ['SKU-0003'],
      )
      await match()
      assert.deepEqual(await linked(), now)
    })

    it('keeps links on the variants, and brings them back when the store is lost', async () => {
      assert.equal((await match(kept)).metafields.written, demoProducts.length)
      await run({ action: 'link', sku: 'SKU-0001', odooSku: 'SKU-0020', override: true }, kept)
      await run({ action: 'unlink', sku: 'SKU-0002' }, kept)
      assert.equal((await match(kept)).metafields.written, 0)
      ports = { ...ports, store: new MemoryStore() }
      await match(kept)
      const products = await ports.store.transaction(({ links }) => links.page(ports.shopify.shop, null, 1000))
      // SKU-0001 points at another product than was said by hand: nobody can know which is right, so nothing is linked.
      assert.deepEqual(products.map(({ sku }) => sku).toSorted(), demoProducts.map(({ sku }) => sku).slice(2))
    })

    it('links by hand, and takes a file of links', async () => {
      const { file = '' } = await run({ action: 'export' }).then(async () => {
        await match()
        return run({ action: 'export' })
      })
      ports = { ...ports, store: new MemoryStore() }
      const { imported } = await run({ action: 'import', file })
      assert.deepEqual([imported?.rows, imported?.linked, imported?.problems], [demoProducts.length, demoProducts.length, []])
      assert.deepEqual(await linked(), demoSkus)
      await run({ action: 'link', sku: 'GIFT-0001', odooSku: 'SKU-0020' }).then(
        () => assert.fail('an untracked item was linked'),
        (error: Error) => assert.match(error.message, /ITEM_UNTRACKED/),
      )
    })

    it('costs what its pages must cost', async () => {
      const cost = async (settings: MatchSettings): Promise<number> => {
        const before = demo.shopify.log.counters.requestedCost
        await match(settings)
        return demo.shopify.log.counters.requestedCost - before
      }
      const barcodes = 8
      assert.equal(await cost(plain), 35 + barcodes)
      assert.equal(await cost({ ...plain, locations }), 35 + barcodes + 7)
      assert.equal(await cost({ ...plain, metafield: 'write' }), 46 + barcodes + 10)
      assert.equal(await cost(kept), 46 + barcodes)
    })
  })
}
