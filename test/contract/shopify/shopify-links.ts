import assert from 'node:assert/strict'
import type { ShopifyVariant, VariantQuery } from '../../../src/ports/shopify/shopify.ts'
import { item, variantId, type ShopWorld } from './shop-world.ts'

/** What every port to Shopify does for linking: parts of the catalogue, variants by id, metafields. */
export function servesLinking(world: () => ShopWorld): void {
  const found = async (query?: VariantQuery): Promise<ShopifyVariant[]> => {
    const pages: ShopifyVariant[] = []
    for await (const page of world().shopify.variants(query)) pages.push(...page)
    return pages
  }
  const skus = (variants: readonly ShopifyVariant[]): string[] => variants.map(({ sku }) => sku).toSorted()

  it('finds variants by SKU and by barcode, also those whose SKU has odd signs in it', async () => {
    const odd = 'screw 3/8" OR (x) \\'
    world().model.addProduct({ title: 'Odd', variants: [{ sku: odd }] })
    assert.deepEqual(skus(await found({ skus: ['SKU-2', odd, 'none'] })), ['SKU-2', odd])
    assert.deepEqual(skus(await found({ barcodes: ['403'], skus: ['TWICE'] })), ['SKU-3', 'TWICE', 'TWICE'])
  })

  it('finds what changed after a moment: a new SKU counts, a moment later finds nothing', async () => {
    const all = await found()
    const newest = all.map(({ updatedAt }) => Date.parse(updatedAt)).reduce((one, other) => Math.max(one, other), 0)
    const before = new Date(newest - 1000).toISOString()
    world().model.updateItem(item(2), { sku: 'NEW-2' })
    world().model.updateVariant(variantId(3), { barcode: '999' })
    const changed = await found({ changedAfter: before })
    assert.deepEqual(
      changed.filter(({ variantId: id }) => [2, 3].map(variantId).includes(id)).map(({ sku, barcodes }) => [sku, barcodes.join()]),
      [
        ['NEW-2', '402'],
        ['SKU-3', '999'],
      ],
    )
    const last = changed.map(({ updatedAt }) => Date.parse(updatedAt)).reduce((one, other) => Math.max(one, other), 0)
    assert.deepEqual(await found({ changedAfter: new Date(last + 60_000).toISOString() }), [])
  })

  it('shows variants by their ids and by those of their items, each once, and nothing for what is not there', async () => {
    world().model.addProduct({ title: 'Second face', variants: [{ id: variantId(901), itemId: item(1) }] })
    const shown = await world().shopify.variantsOf([variantId(2), item(1), item(2), item(99_999), variantId(99_999), 'nonsense'])
    assert.deepEqual(shown.map((one) => one.variantId).toSorted(), [variantId(1), variantId(2), variantId(901)])
    assert.deepEqual(
      shown.filter(({ inventoryItemId }) => inventoryItemId === item(1)).map(({ sku }) => sku),
      ['SKU-1', 'SKU-1'],
    )
    assert.deepEqual(await world().shopify.variantsOf([]), [])
  })

  it('shows more ids than fit into one call', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => variantId(5000 + n))
    for (const id of ids) world().model.addProduct({ title: id, variants: [{ id }] })
    assert.equal((await world().shopify.variantsOf(ids)).length, 300)
  })

  it('refuses alone a metafield whose owner is no id of a variant, or is gone, or whose value is none', async () => {
    const entry = { variantId: variantId(1), value: '482', digest: null }
    const entries = [entry, { ...entry, variantId: 'SKU-2' }, { ...entry, variantId: '' }]
    const answer = await world().shopify.setMetafields(entries)
    assert.deepEqual(answer.outcome === 'refused' && answer.refusals.map(({ index, code }) => [index, code]), [
      [1, 'INVALID_VALUE'],
      [2, 'INVALID_VALUE'],
    ])
    const others = await world().shopify.setMetafields([entry, { ...entry, variantId: variantId(2), value: '4.5' }])
    assert.deepEqual(others.outcome === 'refused' && others.refusals.map(({ index, code }) => [index, code]), [[1, 'INVALID_VALUE']])
    assert.equal((await found({ metafield: true }))[0]?.metafield, null)
  })

  it('writes the product of a variant, and shows it where it is asked for', async () => {
    assert.equal((await found())[0]?.metafield, undefined)
    assert.equal((await found({ metafield: true }))[0]?.metafield, null)
    assert.deepEqual(await world().shopify.setMetafields([{ variantId: variantId(1), value: '482', digest: null }]), {
      outcome: 'applied',
    })
    assert.equal((await found({ metafield: true }))[0]?.metafield?.value, '482')
    assert.equal((await world().shopify.variantsOf([item(1)]))[0]?.metafield?.value, '482')
  })

  it('writes over a metafield only when it is still the one that was read, and all of a call or nothing', async () => {
    const { shopify } = world()
    const entry = (n: number, value: string, digest: string | null) => ({ variantId: variantId(n), value, digest })
    await shopify.setMetafields([entry(1, '482', null)])
    const digest = (await shopify.variantsOf([variantId(1)]))[0]?.metafield?.digest ?? ''
    assert.deepEqual(await shopify.setMetafields([entry(1, '483', digest)]), { outcome: 'applied' })
    const stale = await shopify.setMetafields([entry(2, '7', null), entry(1, '484', digest)])
    assert.ok(stale.outcome === 'refused')
    assert.deepEqual(
      stale.refusals.map(({ index, code }) => [index, code]),
      [[1, 'STALE_OBJECT']],
    )
    const values = (await shopify.variantsOf([variantId(1), variantId(2)])).map(({ metafield }) => metafield?.value ?? null)
    assert.deepEqual(values, ['483', null])
    const gone = await shopify.setMetafields([entry(99_999, '1', null)])
    assert.deepEqual(gone.outcome === 'refused' && gone.refusals.map(({ index }) => index), [0])
  })
}
