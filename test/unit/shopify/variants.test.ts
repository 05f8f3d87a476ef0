import assert from 'node:assert/strict'
import type { ShopifyVariant } from '../../../src/shopify/shopify.ts'
import { data, type ScriptedRequest, type Step } from '../../support/scripted-admin.ts'
import { shopifyScene, type ShopifyScene } from '../../support/shopify-scene.ts'

const variant = (n: number) => ({
  id: `gid://shopify/ProductVariant/${n}`,
  displayName: `Shirt - ${n}`,
  sku: n % 2 === 0 ? `SKU-${n}` : null,
  barcode: null,
  requiresComponents: false,
  inventoryItem: { id: `gid://shopify/InventoryItem/${n}`, tracked: true, duplicateSkuCount: 0 },
  product: { status: 'ACTIVE' },
})

/** A shop of so many variants; refuses to page past 25,000 objects, as Shopify does. */
function shop(variants: number): Step {
  return ({ variables }: ScriptedRequest) => {
    const begin = /^id:>(\d+)$/.exec(String(variables['query'] ?? 'id:>0'))?.[1] ?? '0'
    const after = Number(variables['after'] ?? 0)
    assert.ok(after + 250 <= 25_000, 'paged past 25,000 objects')
    const first = Number(begin) + after + 1
    const nodes = Array.from({ length: Math.max(0, Math.min(250, variants - first + 1)) }, (_, n) => variant(first + n))
    return data({ productVariants: { nodes, pageInfo: { hasNextPage: first + 249 < variants, endCursor: String(after + nodes.length) } } })
  }
}

async function pages({ clock, shopify }: ShopifyScene): Promise<ShopifyVariant[][]> {
  const found: ShopifyVariant[][] = []
  const all = async (): Promise<void> => {
    for await (const page of shopify.variants()) found.push([...page])
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
      barcode: '',
      title: 'Shirt - 252',
      productStatus: 'ACTIVE',
      tracked: true,
      requiresComponents: false,
      duplicateSkuCount: 0,
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
