import assert from 'node:assert/strict'
import { describeFailure } from '../../../src/base/error/describe.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { english } from '../../support/english.ts'
import { itemId, LinkWorld, locationId, variantId } from '../../support/link/link-world.ts'

const minute = 60_000

describe('matching the catalogues', () => {
  let world: LinkWorld
  beforeEach(() => {
    world = new LinkWorld()
    for (const n of [1, 2, 3]) {
      world.odoo.put(n, { default_code: `A-${n}`, barcode: `40${n}` })
      world.variant(n, `A-${n}`)
    }
  })

  it('stores what is certain and tells the rest, with figures', async () => {
    world.variant(4, 'unknown')
    world.variant(5, '', '401')
    const { report, refused } = await world.match()
    assert.deepEqual(await world.linked(), ['1: 1 by sku', '2: 2 by sku', '3: 3 by sku'])
    assert.deepEqual(
      refused.map(({ code }) => code),
      ['PRODUCT_UNLINKED', 'LINK_SKU_BLANK'],
    )
    assert.deepEqual(
      [report.scope, report.variants, report.items, report.products, report.links, report.linkedBySku, report.added, report.refused],
      ['full', 5, 5, 3, 3, 3, 3, 2],
    )
    assert.deepEqual(report.mend, refused)
  })

  it('writes only what has changed, and removes links whose item or product is gone', async () => {
    await world.match()
    const at = (await world.links()).map((link) => link.at)
    await world.clock.advance(minute)
    world.model.deleteVariant(variantId(2))
    const { report } = await world.match()
    assert.deepEqual(await world.linked(), ['1: 1 by sku', '3: 3 by sku'])
    assert.deepEqual([report.added, report.changed, report.removed], [0, 0, 1])
    assert.deepEqual(
      (await world.links()).map((link) => link.at),
      [at[0], at[2]],
    )
  })

  it('refuses to take a catalogue that shows nothing for an empty one', async () => {
    await world.match()
    world.odoo.products.clear()
    await assert.rejects(world.match(), (error) => {
      assert.ok(error instanceof SyncError && error.code === 'LINK_CATALOGUE_EMPTY')
      assert.match(describeFailure(error, english, 'now').text, /^Odoo shows no product at all, although 3 links are stored/)
      return true
    })
    assert.equal((await world.links()).length, 3)
    for (const n of [1, 2, 3]) {
      world.odoo.put(n, { default_code: `A-${n}` })
      world.model.deleteVariant(variantId(n))
    }
    await assert.rejects(world.match(), /LINK_CATALOGUE_EMPTY.*Shopify/)
    assert.equal((await world.links()).length, 3)
  })

  it('reads only what changed between matches of everything', async () => {
    await world.clock.advance(120 * minute)
    await world.match()
    world.odoo.put(4, { default_code: 'A-4' })
    world.variant(4, 'A-4')
    const { report } = await world.refresh()
    assert.deepEqual(await world.linked(), ['1: 1 by sku', '2: 2 by sku', '3: 3 by sku', '4: 4 by sku'])
    assert.deepEqual([report.variants, report.added, report.links], [1, 1, 4])
    assert.equal(report.fullAt, report.at)
  })

  it('reads a little again as long as changes may come late, and nothing when that is over', async () => {
    await world.match()
    assert.equal((await world.refresh()).report.variants, 3)
    await world.clock.advance(61 * minute)
    assert.equal((await world.refresh()).report.variants, 3)
    assert.equal((await world.refresh()).report.variants, 0)
  })

  it('matches everything when that is due, and when there is nothing to begin from', async () => {
    await world.match()
    await world.clock.advance(25 * 60 * minute)
    assert.equal((await world.match({ full: false })).report.scope, 'full')
    assert.equal((await world.match({ full: false })).report.scope, 'changes')
    world.loseStore()
    assert.equal((await world.match({ full: false })).report.scope, 'full')
  })

  it('looks at a product that is asked about, also when nobody changed it', async () => {
    await world.match()
    await world.clock.advance(60 * minute)
    await world.store.transaction((tables) => tables.links.remove(world.shopify.shop, [itemId(2)]))
    await world.refresh(undefined, [2])
    assert.deepEqual(await world.linked(), ['1: 1 by sku', '2: 2 by sku', '3: 3 by sku'])
  })

  it('keeps what was linked or unlinked by hand while it ran', async () => {
    const other = { shop: world.shopify.shop, variantId: variantId(1), sku: 'A-1', odooDatabase: 'shop@odoo.example.com', at: 0 }
    const pages = world.shopify.variants.bind(world.shopify)
    world.shopify.variants = async function* (query) {
      yield* pages(query)
      // A person links item 1 to product 2, while the match is about to find by SKU.
      await world.store.transaction((tables) => tables.links.put([{ ...other, inventoryItemId: itemId(1), odooProductId: 2, by: 'hand' }]))
    }
    await world.match()
    assert.deepEqual(await world.linked(), ['1: 2 by hand', '3: 3 by sku'])
  })

  it('ends at once when it is told to, and stores nothing more', async () => {
    const stop = new AbortController()
    world.shopify.variants = async function* () {
      yield []
      stop.abort(new Error('closing'))
      await new Promise(() => undefined)
    }
    await assert.rejects(world.match({}, undefined, { signal: stop.signal }), /closing/)
    assert.deepEqual(await world.links(), [])
  })

  it('tells its progress in both catalogues', async () => {
    const told: string[] = []
    await world.match({}, undefined, { progress: (phase, count) => told.push(`${phase} ${count}`) })
    assert.deepEqual(told, ['scanning-odoo 3', 'scanning 3'])
  })

  it('knows several variants of one item as one stock with one link, and names it when their barcodes disagree', async () => {
    world.variant(11, 'ignored', '401', { itemId: itemId(1) })
    const { report, refused } = await world.match()
    assert.deepEqual([report.variants, report.items, report.shared, report.links], [4, 3, 1, 3])
    assert.deepEqual(refused, [])
    world.variant(12, 'S', '402', { itemId: itemId(20) })
    world.variant(13, 'S', '403', { itemId: itemId(20) })
    const [shared] = (await world.match()).refused
    assert.equal(shared?.code, 'LINK_SHARED_STOCK')
    const { text } = describeFailure(shared, english, 'now')
    assert.equal(text, 'SKU S has the barcodes 402 and 403, which point at two Odoo products: Product 2 and Product 3')
  })

  it('reports linked items that are not stocked at a mapped location, with its name', async () => {
    const locations = [
      { id: locationId(1), name: 'Main' },
      { id: locationId(2), name: 'Texas' },
    ]
    world.model.activate({ inventoryItemId: itemId(3), locationId: locationId(2) })
    const { report, refused } = await world.match({}, { metafield: 'off', locations })
    assert.deepEqual(report.notStocked, [{ locationId: locationId(2), location: 'Texas', count: 2 }])
    assert.deepEqual(
      report.mend.map((failure) => describeFailure(failure, english, 'now').text),
      ['SKU A-1 is not stocked at Texas in Shopify', 'SKU A-2 is not stocked at Texas in Shopify'],
    )
    assert.deepEqual(refused, [], 'it is no refusal: the item is linked, and there may be nothing to sell there')
    world.model.activate({ inventoryItemId: itemId(1), locationId: locationId(2) })
    world.model.updateItem(itemId(1), { sku: 'A-1' })
    assert.deepEqual((await world.refresh({ metafield: 'off', locations })).report.notStocked[0]?.count, 1)
  })
})
