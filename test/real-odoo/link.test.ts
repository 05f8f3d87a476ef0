import assert from 'node:assert/strict'
import { startShopifySandbox, type ShopifySandbox } from '../../sandbox/shopify/shopify-sandbox.ts'
import { describeFailure } from '../../src/base/error/describe.ts'
import type { LinkPorts } from '../../src/engine/match/link-ports.ts'
import type { LinkReport } from '../../src/engine/match/link-report.ts'
import { matchCatalogues } from '../../src/engine/match/match-catalogues.ts'
import { connectOdoo } from '../../src/adapters/odoo/connect.ts'
import type { Odoo } from '../../src/ports/odoo/odoo.ts'
import { Budget } from '../../src/adapters/shopify/pacing/budget.ts'
import { connectShopify } from '../../src/adapters/shopify/connect.ts'
import { MemoryStore } from '../../src/adapters/store/memory/memory-store.ts'
import { english } from '../support/english.ts'
import { realClock } from '../support/real-clock.ts'
import { realServer } from './real-server.ts'

const server = realServer(process.env)
const around = { clock: realClock, random: { next: () => Math.random(), uuid: () => '' } }
const accessToken = 'link-scenario'
/** Every product of this run begins with it; the server keeps those of other runs. */
const own = `LNK-${Date.now().toString(36).toUpperCase()}`
const barcode = (n: number): string => `${own}-BAR-${n}`

describe(`linking: ${server.url}, ${server.database}`, function () {
  this.timeout(300_000)
  let admin: Odoo
  let shop: ShopifySandbox
  let ports: LinkPorts

  before(async () => {
    admin = connectOdoo(server.admin, around)
    shop = await startShopifySandbox({ accessToken }, (model) => {
      for (const [sku, more] of [
        ['ok', {}],
        ['shared-by-two', {}],
        ['archived', {}],
        ['unknown', {}],
        ['only-by-barcode', { barcode: barcode(1) }],
        ['against-its-barcode', { barcode: barcode(2) }],
        ['red', {}],
        ['blue', {}],
      ] as const)
        model.addProduct({ title: sku, variants: [{ sku: `${own}-${sku}`, ...more }] })
      model.addProduct({ title: 'without a SKU', variants: [{ sku: '' }] })
    })
    const odoo = connectOdoo(server.connector, around)
    const shopify = connectShopify(
      { shop: shop.shopDomain, apiUrl: shop.url, auth: { kind: 'token', accessToken } },
      { ...around, budget: new Budget(realClock) },
    )
    ports = { odoo, shopify, store: new MemoryStore(), clock: realClock }
    const product = (sku: string, more: Readonly<Record<string, unknown>> = {}): Promise<number> =>
      admin.create('product.product', { name: `Link scenario ${sku}`, default_code: `${own}-${sku}`, ...more })
    await product('ok')
    await product('shared-by-two')
    await product('shared-by-two')
    await admin.write('product.product', [await product('archived')], { active: false })
    await product('another', { barcode: barcode(1) })
    await product('against-its-barcode')
    await product('owner-of-the-barcode', { barcode: barcode(2) })
    await twoVariants()
  })
  after(async () => {
    await ports?.shopify.close()
    await ports?.odoo.close()
    await admin?.close()
    await shop?.close()
  })

  /** One template with a red and a blue variant, each with a reference of its own; the template has none. */
  async function twoVariants(): Promise<void> {
    const attribute = await admin.create('product.attribute', { name: `${own} colour` })
    const values = [
      await admin.create('product.attribute.value', { name: 'red', attribute_id: attribute }),
      await admin.create('product.attribute.value', { name: 'blue', attribute_id: attribute }),
    ]
    const lines = [[0, 0, { attribute_id: attribute, value_ids: [[6, 0, values]] }]]
    const template = await admin.create('product.template', { name: `${own} shirt`, attribute_line_ids: lines })
    const variants = await admin.searchRead('product.product', [['product_tmpl_id', '=', template]], ['display_name'], { order: 'id' })
    assert.equal(variants.length, 2)
    for (const [at, variant] of variants.entries())
      await admin.write('product.product', [variant.id], { default_code: `${own}-${at === 0 ? 'red' : 'blue'}` })
  }

  const match = (full: boolean): Promise<LinkReport> =>
    matchCatalogues(ports, { metafield: 'off', locations: [] }, {}, { full, fullEvery: 86_400_000 }).then(({ report }) => report)
  const linked = async (): Promise<string[]> => {
    const links = await ports.store.transaction(({ links: table }) => table.page(ports.shopify.shop, null, 100))
    return links.map(({ sku, by }) => `${sku.replace(`${own}-`, '')} by ${by}`).toSorted()
  }
  const told = ({ mend }: LinkReport): string[] => mend.map(({ code, subject }) => `${code} ${subject.sku?.replace(`${own}-`, '') ?? ''}`)

  it('links what is certain and says why it refuses the rest', async () => {
    const report = await match(true)
    for (const failure of report.mend) console.log(`      ${describeFailure(failure, english, report.at).text}`)
    assert.deepEqual(await linked(), ['blue by sku', 'ok by sku', 'only-by-barcode by barcode', 'red by sku'])
    assert.deepEqual(told(report).toSorted(), [
      'LINK_CONTRADICTION against-its-barcode',
      'LINK_DUPLICATE_IN_ODOO shared-by-two',
      'LINK_SKU_BLANK ',
      'PRODUCT_ARCHIVED archived',
      'PRODUCT_UNLINKED unknown',
    ])
  })

  it('hears from Odoo that no two products may have one barcode', async () => {
    const twice = admin.create('product.product', { name: 'Link scenario twin', default_code: `${own}-twin`, barcode: barcode(1) })
    await assert.rejects(twice, (error: Error) => {
      console.log(`      ${error.message.slice(0, 160)}`)
      return true
    })
  })

  it('sees by the next refresh what was mended in Odoo', async () => {
    const rows = await admin.searchRead('product.product', [['default_code', '=', `${own}-shared-by-two`]], ['active'], { order: 'id' })
    await admin.write('product.product', [rows[1]?.id ?? 0], { active: false })
    const [archived] = await admin.searchRead('product.product', [['default_code', '=', `${own}-archived`]], ['active'], {
      context: { active_test: false },
    })
    await admin.write('product.product', [archived?.id ?? 0], { active: true })
    const report = await match(false)
    assert.equal(report.scope, 'changes')
    const now = await linked()
    assert.ok(now.includes('shared-by-two by sku') && now.includes('archived by sku'), now.join())
  })
})
