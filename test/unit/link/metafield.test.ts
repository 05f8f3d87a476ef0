import assert from 'node:assert/strict'
import { describeFailure } from '../../../src/base/error/describe.ts'
import type { MatchSettings } from '../../../src/engine/match/link-ports.ts'
import { LostAnswer } from '../../../src/ports/shopify/lost-answer.ts'
import { english } from '../../support/english.ts'
import { byHand } from '../../support/link/by-hand.ts'
import { itemId, LinkWorld, variantId } from '../../support/link/link-world.ts'

const write: MatchSettings = { metafield: 'write', locations: [] }
const readAndWrite: MatchSettings = { metafield: 'read-and-write', locations: [] }

describe('links on the variants', () => {
  let world: LinkWorld
  beforeEach(() => {
    world = new LinkWorld()
    for (const n of [1, 2, 3]) {
      world.odoo.put(n, { default_code: `A-${n}` })
      world.variant(n, `A-${n}`)
    }
    world.odoo.put(7, { default_code: 'FREE' })
    world.variant(5, 'other')
  })
  const metafields = (...numbers: number[]): Promise<(string | undefined)[]> => Promise.all(numbers.map((n) => world.metafield(n)))

  it('are not written unless that is set', async () => {
    await world.match()
    await byHand(world, { action: 'link', sku: 'other', odooProductId: 7 })
    assert.deepEqual(await metafields(1, 5), [undefined, undefined])
  })

  it('are written once, and again only where the link has changed', async () => {
    let calls = 0
    const set = world.shopify.setMetafields.bind(world.shopify)
    world.shopify.setMetafields = (entries) => {
      calls += 1
      return set(entries)
    }
    assert.deepEqual((await world.match({}, write)).report.metafields, { written: 3, failed: 0 })
    assert.deepEqual(await metafields(1, 2, 3, 5), ['1', '2', '3', undefined])
    assert.deepEqual((await world.match({}, write)).report.metafields, { written: 0, failed: 0 })
    assert.equal(calls, 1)
    await byHand(world, { action: 'link', sku: 'other', odooProductId: 1, override: true }, write)
    assert.deepEqual(await metafields(1, 5), ['0', '1'])
    world.odoo.products.delete(2)
    assert.deepEqual((await world.match({}, write)).report.metafields, { written: 1, failed: 0 })
    assert.deepEqual(await metafields(2), ['0'], 'a link that is gone must not come back from its metafield')
  })

  it('are written 25 in a call, however many there are', async () => {
    for (let n = 100; n < 160; n++) {
      world.variant(n, `B-${n}`)
      world.odoo.put(n, { default_code: `B-${n}` })
    }
    assert.equal((await world.match({}, write)).report.metafields.written, 63)
  })

  it('bring every link back after the store was lost, also those that nobody could find again', async () => {
    await world.match({}, readAndWrite)
    await byHand(world, { action: 'link', sku: 'other', odooProductId: 7 }, readAndWrite)
    await byHand(world, { action: 'unlink', sku: 'A-3' }, readAndWrite)
    world.loseStore()
    const { report } = await world.match({}, readAndWrite)
    assert.deepEqual(await world.linked(), ['1: 1 by sku', '2: 2 by sku', '5: 7 by hand'])
    assert.deepEqual([report.restored, report.keptApart], [1, 1])
    await world.match({}, readAndWrite)
    assert.deepEqual(await world.linked(), ['1: 1 by sku', '2: 2 by sku', '5: 7 by hand'])
  })

  it('are not read when only writing is set', async () => {
    await byHand(world, { action: 'link', sku: 'other', odooProductId: 7 }, write)
    world.loseStore()
    await world.match({}, write)
    assert.deepEqual(await world.linked(), ['1: 1 by sku', '2: 2 by sku', '3: 3 by sku'])
  })

  it('are not taken when they fit no longer', async () => {
    for (const [n, product] of [
      [5, 7],
      [6, 8],
      [8, 9],
      [9, 10],
    ] as const) {
      if (n !== 5) world.variant(n, `H-${n}`)
      world.odoo.put(product, { default_code: `P-${product}` })
      await byHand(world, { action: 'link', variantId: variantId(n), odooProductId: product }, readAndWrite)
    }
    world.loseStore()
    world.odoo.products.delete(7)
    world.odoo.put(8, { active: false })
    // A copy of a variant brings a copy of its metafield.
    world.variant(18, 'copy')
    world.model.setMetafields([{ ownerId: variantId(18), key: 'odoo_product_id', type: 'number_integer', value: '9' }])
    // Somebody gave the variant the reference of another product since.
    world.model.updateItem(itemId(9), { sku: 'A-1' })
    world.model.updateItem(itemId(1), { sku: 'X' })
    const { refused, report } = await world.match({}, readAndWrite)
    assert.deepEqual(await world.linked(), ['2: 2 by sku', '3: 3 by sku'])
    assert.equal(report.restored, 0)
    const contradiction = refused.find(({ code }) => code === 'LINK_METAFIELD_CONTRADICTS')
    assert.equal(
      contradiction && describeFailure(contradiction, english, 'now').text,
      'The link kept on SKU A-1 in Shopify names Odoo product Product 10, but its SKU A-1 points at Product 1',
    )
    assert.equal(
      (await world.match({}, readAndWrite)).refused.some(({ code }) => code === 'LINK_METAFIELD_CONTRADICTS'),
      true,
    )
    await byHand(world, { action: 'link', variantId: variantId(9), odooProductId: 1 }, readAndWrite)
    assert.deepEqual(await metafields(9), ['1'])
    assert.deepEqual(
      (await world.match({}, readAndWrite)).refused.map(({ code }) => code).filter((code) => code === 'LINK_METAFIELD_CONTRADICTS'),
      [],
    )
  })

  it('that somebody else wrote meanwhile are left alone and told, the others are written', async () => {
    await world.match({}, write)
    world.odoo.put(11, { default_code: 'N-1' })
    world.odoo.put(12, { default_code: 'N-2' })
    world.model.updateItem(itemId(1), { sku: 'N-1' })
    world.model.updateItem(itemId(2), { sku: 'N-2' })
    world.odoo.products.delete(1)
    world.odoo.products.delete(2)
    const read = world.shopify.variantsOf.bind(world.shopify)
    let meddled = false
    world.shopify.variantsOf = async (ids) => {
      const found = await read(ids)
      if (ids.includes(variantId(1)) && ids.includes(variantId(2)) && !meddled) {
        meddled = true
        world.model.setMetafields([{ ownerId: variantId(1), key: 'odoo_product_id', value: '999' }])
      }
      return found
    }
    const { report } = await world.match({}, write)
    assert.deepEqual(await metafields(1, 2), ['999', '12'])
    assert.deepEqual(report.metafields, { written: 1, failed: 1 })
    const [told] = report.mend.filter(({ code }) => code === 'LINK_METAFIELD_UNWRITTEN')
    assert.match(told === undefined ? '' : describeFailure(told, english, 'now').text, /SKU N-1 could not be kept .*STALE_OBJECT/)
  })

  it('stop being written when Shopify cannot be written to, without harm to the links, and are written the next time', async () => {
    for (let n = 100; n < 160; n++) {
      world.variant(n, `B-${n}`)
      world.odoo.put(n, { default_code: `B-${n}` })
    }
    const set = world.shopify.setMetafields.bind(world.shopify)
    let calls = 0
    world.shopify.setMetafields = async (entries) => {
      calls += 1
      if (calls > 1) throw new LostAnswer('SHOPIFY_TIMEOUT', { shop: world.shopify.shop })
      return set(entries)
    }
    const { report } = await world.match({}, write)
    assert.deepEqual([calls, report.links, report.metafields], [2, 63, { written: 25, failed: 1 }])
    world.shopify.setMetafields = set
    assert.equal((await world.match({}, write)).report.metafields.written, 38)
  })
})
