import assert from 'node:assert/strict'
import { Budget } from '../../../src/adapters/shopify/pacing/budget.ts'
import { connectShopify } from '../../../src/adapters/shopify/connect.ts'
import type { Shopify, ShopifyVariant } from '../../../src/ports/shopify/shopify.ts'
import { allOf } from '../../support/all-of.ts'
import { fixedRandom } from '../../support/fixed-random.ts'
import { data, refusal, ScriptedAdmin, type Step } from '../../support/scripted-admin.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const id = (n: number): string => `gid://shopify/ProductVariant/${n}`
const variant = (n: number, barcode: string | null) => ({
  id: id(n),
  displayName: `Shirt - ${n}`,
  sku: `SKU-${n}`,
  barcode,
  requiresComponents: false,
  updatedAt: '2026-11-20T00:00:00Z',
  inventoryItem: { id: `gid://shopify/InventoryItem/${n}`, tracked: true, duplicateSkuCount: 0 },
  product: { status: 'ACTIVE' },
})
const page = data({ productVariants: { nodes: [variant(1, ' 401 '), variant(2, null)], pageInfo: { hasNextPage: false, endCursor: 'c' } } })
const all = data({ nodes: [{ id: id(1), barcodes: { nodes: [{ value: '401' }, { value: '4011' }, { value: '' }] } }] })

function scene(apiVersion: string, ...steps: Step[]): { clock: VirtualClock; admin: ScriptedAdmin; shopify: Shopify } {
  const clock = new VirtualClock()
  const admin = new ScriptedAdmin(...steps)
  const settings = { shop: 'nova-trail', apiVersion, auth: { kind: 'token' as const, accessToken: 'shpat_top_secret' } }
  return { clock, admin, shopify: connectShopify(settings, { clock, random: fixedRandom, fetch: admin.fetch, budget: new Budget(clock) }) }
}
const barcodes = (variants: readonly ShopifyVariant[]): string[] => variants.map((one) => one.barcodes.join())

describe('the barcodes of a variant', () => {
  it('are all read from API 2026-10 on, of those variants that have any', async () => {
    const { clock, admin, shopify } = scene('2026-10', page.clone(), all.clone())
    assert.deepEqual(barcodes((await clock.run(allOf(shopify.variants()))).flat()), ['401,4011', ''])
    assert.deepEqual(admin.asked[1]?.variables, { ids: [id(1)] })
  })

  it('are read for variants by id as well, and not asked for where none has one', async () => {
    const { clock, admin, shopify } = scene(
      '2026-10',
      data({ nodes: [variant(1, '401')] }),
      all.clone(),
      data({ nodes: [variant(2, null)] }),
    )
    assert.deepEqual(barcodes(await clock.run(shopify.variantsOf([id(1)]))), ['401,4011'])
    assert.deepEqual(barcodes(await clock.run(shopify.variantsOf([id(2)]))), [''])
    assert.equal(admin.asked.length, 3)
  })

  for (const version of ['2026-04', '2026-07']) {
    it(`are the one that there is in ${version}, which is asked as before`, async () => {
      const { clock, admin, shopify } = scene(version, page.clone())
      assert.deepEqual(barcodes((await clock.run(allOf(shopify.variants()))).flat()), ['401', ''])
      assert.equal(admin.asked.length, 1)
    })
  }

  it('are the first one only where a server does not know the field, which is asked for once', async () => {
    const unknown = refusal('undefinedField', "Field 'barcodes' doesn't exist on type 'ProductVariant'", {})
    const located = async (): Promise<Response> => {
      const body = Object(await unknown.clone().json())
      return new Response(JSON.stringify({ errors: [{ ...body.errors[0], locations: [{ line: 1, column: 1 }] }] }), {
        headers: { 'content-type': 'application/json', 'x-shopify-api-version': '2026-10' },
      })
    }
    const { clock, admin, shopify } = scene('2026-10', page.clone(), await located(), page.clone())
    assert.deepEqual(barcodes((await clock.run(allOf(shopify.variants()))).flat()), ['401', ''])
    assert.deepEqual(barcodes((await clock.run(allOf(shopify.variants()))).flat()), ['401', ''])
    assert.equal(admin.asked.length, 3)
  })
})
