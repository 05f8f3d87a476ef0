import assert from 'node:assert/strict'
import { describeFailure } from '../../../src/base/error/describe.ts'
import type { Failure } from '../../../src/base/error/failure.ts'
import { byHand } from '../../support/link/by-hand.ts'
import { english } from '../../support/english.ts'
import { itemId, LinkWorld, variantId } from '../../support/link/link-world.ts'

const minute = 60_000
const told = (failures: readonly Failure[]): string[] =>
  failures.map(({ code, subject }) => `${subject.inventoryItemId?.split('/').at(-1)} ${code}`).toSorted()
const all = ['1: 1 by sku', '2: 2 by sku', '3: 3 by sku']

/** What may happen to a link, and what is told of it: it stays in every case. */
const cases: readonly (readonly [string, (world: LinkWorld) => void, readonly string[]])[] = [
  ['a second product has its reference', ({ odoo }) => odoo.put(9, { default_code: 'A-1' }), ['1 LINK_DUPLICATE_IN_ODOO']],
  ['a second product has its barcode', ({ odoo }) => odoo.put(9, { barcode: '401' }), ['1 LINK_DUPLICATE_IN_ODOO']],
  ['its product has another reference', ({ odoo }) => odoo.put(1, { default_code: 'B-1' }), []],
  [
    'another product has its reference instead of its own',
    ({ odoo }) => {
      odoo.put(1, { default_code: 'B-1' })
      odoo.put(9, { default_code: 'A-1' })
    },
    ['1 LINK_CONTRADICTION'],
  ],
  [
    'another product has its reference and its barcode',
    ({ odoo }) => {
      odoo.put(1, { default_code: 'B-1', barcode: '' })
      odoo.put(9, { default_code: 'A-1', barcode: '401' })
    },
    ['1 LINK_POINTS_ELSEWHERE'],
  ],
  ['its product is archived', ({ odoo }) => odoo.put(1, { active: false }), ['1 LINK_PRODUCT_ARCHIVED']],
  ['its SKU is taken away', ({ model }) => void model.updateItem(itemId(1), { sku: '' }), []],
  ['its SKU is one that nobody has', ({ model }) => void model.updateItem(itemId(1), { sku: 'nobody' }), []],
  ['its SKU and barcode are those of a linked product', ({ model }) => becomes(model, 1, 'A-2', '402'), ['1 LINK_POINTS_ELSEWHERE']],
  [
    'it changes SKU and barcode with another one',
    ({ model }) => {
      becomes(model, 1, 'A-2', '402')
      becomes(model, 2, 'A-1', '401')
    },
    ['1 LINK_POINTS_ELSEWHERE', '2 LINK_POINTS_ELSEWHERE'],
  ],
  ['it becomes a draft', ({ model }) => model.setProductStatus('gid://shopify/Product/1', 'DRAFT'), []],
  ['it is archived in Shopify', ({ model }) => model.setProductStatus('gid://shopify/Product/1', 'ARCHIVED'), []],
  ['Shopify does not track it any more', ({ model }) => void model.updateItem(itemId(1), { tracked: false }), ['1 ITEM_UNTRACKED']],
  ['a new variant has its SKU', (world) => world.variant(9, 'A-1'), ['9 LINK_DUPLICATE_IN_SHOPIFY']],
  ['a new variant has its barcode', (world) => world.variant(9, 'X', '401'), ['9 LINK_DUPLICATE_IN_SHOPIFY']],
]

function becomes(model: LinkWorld['model'], n: number, sku: string, barcode: string): void {
  model.updateItem(itemId(n), { sku })
  model.updateVariant(variantId(n), { barcode })
}

describe('a link that stands', () => {
  let world: LinkWorld
  beforeEach(async () => {
    world = new LinkWorld()
    for (const n of [1, 2, 3]) {
      world.odoo.put(n, { default_code: `A-${n}`, barcode: `40${n}` })
      world.variant(n, `A-${n}`, `40${n}`)
    }
    await world.match()
    await world.clock.advance(minute)
  })

  for (const [name, change, doubts] of cases) {
    it(`stays when ${name}; ${doubts.length === 0 ? 'nothing is told' : 'it is told'}`, async () => {
      change(world)
      assert.deepEqual(told((await world.refresh()).report.mend), doubts)
      assert.deepEqual(await world.linked(), all)
      assert.deepEqual(told((await world.match()).refused), doubts)
      assert.deepEqual(await world.linked(), all)
    })
  }

  it('shows the SKU that its item has now', async () => {
    world.model.updateItem(itemId(1), { sku: 'renamed' })
    await world.refresh()
    assert.equal((await world.links()).find(({ inventoryItemId }) => inventoryItemId === itemId(1))?.sku, 'renamed')
  })

  it('names both sides of the doubt, and what to do', async () => {
    becomes(world.model, 1, 'A-2', '402')
    const { refused } = await world.match()
    const [doubt] = refused.map((failure) => describeFailure(failure, english, 'now'))
    assert.equal(doubt?.text, 'SKU A-2 stays linked to Odoo product Product 1, but its SKU A-2 names Product 2 by now')
    assert.match(doubt?.cure ?? '', /link it by hand in product-link with \*Link anyway\*/)
  })

  it('is put right by a person, also where two have changed places, and then nothing is told any more', async () => {
    becomes(world.model, 1, 'A-2', '402')
    becomes(world.model, 2, 'A-1', '401')
    const rows = [`inventoryItemId,odooProductId`, `${itemId(1)},2`, `${itemId(2)},1`].join('\n')
    const { imported } = await byHand(world, { action: 'import', file: rows })
    assert.deepEqual(imported?.problems, [])
    assert.deepEqual((await world.match()).refused, [])
    assert.deepEqual(await world.linked(), ['1: 2 by hand', '2: 1 by hand', '3: 3 by sku'])
  })

  it('ends when its item is gone, or its product', async () => {
    world.model.deleteVariant(variantId(1))
    world.odoo.products.delete(2)
    const { report } = await world.match()
    assert.deepEqual(await world.linked(), ['3: 3 by sku'])
    assert.equal(report.removed, 2)
  })

  it('lets its item be found anew once its product is gone, as after a product was made again', async () => {
    world.odoo.products.delete(1)
    world.odoo.put(11, { default_code: 'A-1' })
    await world.match()
    assert.deepEqual(await world.linked(), ['1: 11 by sku', '2: 2 by sku', '3: 3 by sku'])
  })

  it('stays when its item or its product slips through the pages of a catalogue', async () => {
    const variants = world.shopify.variants.bind(world.shopify)
    world.shopify.variants = async function* (query) {
      for await (const page of variants(query)) yield page.filter(({ inventoryItemId }) => inventoryItemId !== itemId(1))
    }
    const search = world.odoo.searchRead.bind(world.odoo)
    world.odoo.searchRead = async (model, domain, fields, options) => {
      const asksByName = domain.some((term) => typeof term !== 'string' && term[1] === 'in')
      return (await search(model, domain, fields, options)).filter(({ id }) => asksByName || id !== 2)
    }
    const { report } = await world.match()
    assert.deepEqual(await world.linked(), all)
    assert.equal(report.removed, 0)
  })

  it('ends when a person says so', async () => {
    await byHand(world, { action: 'unlink', sku: 'A-1' })
    await world.match()
    assert.deepEqual(await world.linked(), ['2: 2 by sku', '3: 3 by sku'])
  })
})
