import assert from 'node:assert/strict'
import type { ShopifyVariant, VariantQuery } from '../../../src/ports/shopify/shopify.ts'
import { data, type ScriptedRequest, type Step } from '../../support/scripted-admin.ts'
import { shopifyScene, type ShopifyScene } from '../../support/shopify-scene.ts'

const variant = (n: number) => ({
  id: `gid://shopify/ProductVariant/${n}`,
  displayName: `Shirt - ${n}`,
  sku: n % 2 === 0 ? `SKU-${n}` : null,
  barcode: null,
  requiresComponents: false,
  updatedAt: '2026-11-20T00:00:00Z',
  inventoryItem: { id: `gid://shopify/InventoryItem/${n}`, tracked: true, duplicateSkuCount: 0 },
  product: { status: 'ACTIVE' },
})

/** A shop of so many variants; refuses to page past 25,000 objects, as Shopify does. */
function shop(variants: number): Step {
  return ({ variables }: ScriptedRequest) => {
    const begin = /\bid:>(\d+)$/.exec(typeof variables['query'] === 'string' ? variables['query'] : 'id:>0')?.[1] ?? '0'
    const after = Number(variables['after'] ?? 0)
    assert.ok(after + 250 <= 25_000, 'paged past 25,000 objects')
    const first = Number(begin) + after + 1
    const nodes = Array.from({ length: Math.max(0, Math.min(250, variants - first + 1)) }, (_, n) => variant(first + n))
    return data({ productVariants: { nodes, pageInfo: { hasNextPage: first + 249 < variants, endCursor: String(after + nodes.length) } } })
  }
}

async function pages({ clock, shopify }: ShopifyScene, query?: VariantQuery): Promise<ShopifyVariant[][]> {
  const found: ShopifyVariant[][] = []
  const all = async (): Promise<void> => {
    for await (const page of shopify.variants(query)) found.push([...page])
  }
  await clock.run(all())
  return found
}

describe('reading the catalogue', () => {
  it('gives page after page with what identity matching needs', async () => {
    const found = await pages(shopifyScene(shop(252), shop(252)))
    assert.deepEqual(
      found.map(({ length }) => length),
      [250, 2],
    )
    assert.deepEqual(found[1]?.[1], {
      variantId: 'gid://shopify/ProductVariant/252',
      inventoryItemId: 'gid://shopify/InventoryItem/252',
      sku: 'SKU-252',
      barcodes: [],
      title: 'Shirt - 252',
      productStatus: 'ACTIVE',
      tracked: true,
      requiresComponents: false,
      duplicateSkuCount: 0,
      updatedAt: '2026-11-20T00:00:00Z',
    })
    assert.equal(found[0]?.[0]?.sku, '')
  })

  it('gives no page for an empty catalogue', async () => {
    assert.deepEqual(await pages(shopifyScene(shop(0))), [])
  })

  it('reads a catalogue beyond the 25,000 objects that one search shows, each variant once', async () => {
    const scene = shopifyScene(...Array.from({ length: 204 }, () => shop(50_750)))
    const found = (await pages(scene)).flat()
    assert.equal(found.length, 50_750)
    assert.equal(new Set(found.map(({ variantId }) => variantId)).size, 50_750)
    assert.deepEqual([...new Set(scene.admin.asked.map(({ variables }) => variables['query']))], [null, 'id:>24750', 'id:>49500'])
  })

  it('asks for what changed, also beyond the 25,000 objects that one search shows', async () => {
    const scene = shopifyScene(...Array.from({ length: 101 }, () => shop(25_250)))
    assert.equal((await pages(scene, { changedAfter: '2026-11-19T23:55:00Z' })).flat().length, 25_250)
    assert.deepEqual(
      [...new Set(scene.admin.asked.map(({ variables }) => variables['query']))],
      ["updated_at:>'2026-11-19T23:55:00Z'", "(updated_at:>'2026-11-19T23:55:00Z') AND id:>24750"],
    )
  })

  it('puts what it searches for in quotes, whatever signs are in it', async () => {
    const scene = shopifyScene(shop(0))
    await pages(scene, { skus: ['A-1', 'screw 3/8" OR \\'], barcodes: ['400'] })
    assert.equal(scene.admin.asked[0]?.variables['query'], 'sku:"A-1" OR sku:"screw 3/8\\" OR \\\\" OR barcode:"400"')
  })

  it('asks for the metafield only when it is wanted', async () => {
    const scene = shopifyScene(shop(0), shop(0))
    await pages(scene)
    await pages(scene, { metafield: true })
    assert.doesNotMatch(scene.admin.asked[0]?.query ?? '', /metafield/)
    assert.match(scene.admin.asked[1]?.query ?? '', /metafield\(namespace: "\$app", key: "odoo_product_id"\) \{ value compareDigest \}/)
  })

  it('stops asking when nobody reads on', async () => {
    const { clock, admin, shopify } = shopifyScene(shop(1000))
    const first = async (): Promise<void> => {
      for await (const page of shopify.variants()) {
        assert.equal(page.length, 250)
        break
      }
    }
    await clock.run(first())
    assert.equal(admin.asked.length, 1)
  })
})
