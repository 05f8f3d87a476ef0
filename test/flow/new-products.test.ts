import assert from 'node:assert/strict'
import { demoLocations, demoProducts } from '../../sandbox/shopify/demo-catalogue.ts'
import { type DemoFlow, startDemoFlow } from '../support/demo-flow.ts'

const [newJersey] = demoLocations

describe('new products in the one-to-one flow', function () {
  this.timeout(120_000)
  let flow: DemoFlow

  before(async () => {
    const edit = (node: { readonly type: string }): object => (node.type === 'product-link' ? { soonest: 4 } : {})
    flow = await startDemoFlow({ edit: (nodes) => nodes.map((node) => ({ ...node, ...edit(node) })) })
  })
  after(() => flow?.stop())

  /** A product that both systems have from now on. */
  async function listed(sku: string): Promise<void> {
    await flow.demo.odoo.driver.addProduct({ sku, name: `New ${sku}` })
    const variants = [{ sku, levels: [{ locationId: newJersey.id, available: 0 }] }]
    flow.demo.shopify.model.addProduct({ title: `New ${sku}`, variants })
    await flow.demo.odoo.driver.receive({ product: sku, location: 'NJ/Stock', quantity: 7 })
  }

  for (const [name, sku] of [
    ['in the first minute, in which the products that Shopify does not have were asked for already', 'NEW-0001'],
    ['right after another one that has no link', 'NEW-0002'],
  ] as const) {
    it(`are sold soon: ${name}`, async () => {
      const from = flow.now()
      if (sku === 'NEW-0001') await flow.failed('a product without a link', ({ code }) => code === 'VARIANT_UNLINKED')
      else {
        await flow.demo.odoo.driver.receive({ product: 'SKU-0015', location: 'NJ/Stock', quantity: 1 })
        await flow.failed('another product without a link', ({ code }) => code === 'VARIANT_UNLINKED', from)
      }
      await listed(sku)
      const line = await flow.applied(
        'the new product',
        ({ odoo, shopify }) => odoo.sku === sku && shopify.locationId === newJersey.id,
        from,
      )
      assert.equal(line.to, 6)
      assert.equal(flow.shopifyLevel(sku, newJersey.id), 6)
    })
  }

  it('with the reference of a linked one make a job, and the linked one goes on being delivered', async () => {
    const from = flow.now()
    const { driver } = flow.demo.odoo
    const [, , linked] = demoProducts
    assert.ok(linked !== undefined)
    await flow.applied('the link that stands', ({ shopify }) => shopify.inventoryItemId === linked.itemId)
    const second = await driver.addProduct({ sku: linked.sku, name: 'Second with the same reference' })
    await driver.receive({ product: second, location: 'NJ/Stock', quantity: 1 })
    const job = await flow.failed('the doubt', ({ code }) => code === 'LINK_DUPLICATE_IN_ODOO', from)
    assert.equal(job.subject.inventoryItemId, linked.itemId)
    const level = flow.now()
    const before = flow.shopifyLevel(linked.sku, newJersey.id) ?? 0
    await driver.adjust({ product: linked.sku, location: 'NJ/Stock', quantity: 2 })
    const sold = await flow.applied('the decrease', ({ shopify }) => shopify.inventoryItemId === linked.itemId, level)
    assert.equal(sold.shopify.locationId, newJersey.id)
    assert.ok(sold.to < before, `${before} became ${sold.to}`)
    assert.equal(flow.shopifyLevel(linked.sku, newJersey.id), sold.to)
  })
})
