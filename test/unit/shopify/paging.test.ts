import assert from 'node:assert/strict'
import type { ShopifyVariant } from '../../../src/ports/shopify/shopify.ts'
import { allOf } from '../../support/all-of.ts'
import { data, type Step } from '../../support/scripted-admin.ts'
import { failure, shopifyScene } from '../../support/shopify-scene.ts'
import { wordOf } from '../../../src/base/text/say.ts'

const variant = (n: number) => ({
  id: `gid://shopify/ProductVariant/${n}`,
  displayName: `Shirt - ${n}`,
  sku: `SKU-${n}`,
  barcode: null,
  requiresComponents: false,
  updatedAt: '2026-11-20T00:00:00Z',
  inventoryItem: { id: `gid://shopify/InventoryItem/${n}`, tracked: true, duplicateSkuCount: 0 },
  product: { status: 'ACTIVE' },
})
const location = (n: number) => ({ id: `gid://shopify/Location/${n}`, name: `L${n}`, isActive: true, isFulfillmentService: false })

/** The last page that the script has is given again for ever: whoever believes it never ends. */
function endless(...pages: readonly (() => Response)[]): Step[] {
  return Array.from({ length: 50 }, (_, at) => () => (pages[at] ?? pages.at(-1) ?? (() => data({})))())
}
const variants =
  (ids: readonly number[], endCursor: string | null, hasNextPage = true) =>
  () =>
    data({ productVariants: { nodes: ids.map(variant), pageInfo: { hasNextPage, endCursor } } })
const locations = (ids: readonly number[], endCursor: string | null) => () =>
  data({ locations: { nodes: ids.map(location), pageInfo: { hasNextPage: true, endCursor } } })

describe('a list of Shopify that does not lead on', () => {
  for (const [name, steps] of [
    ['a page that comes again', endless(variants([1, 2], 'c1'))],
    ['a cursor that leads back to a page before', endless(variants([1], 'c1'), variants([2], 'c2'), variants([3], 'c1'))],
    ['the same rows under ever new cursors', endless(...Array.from({ length: 50 }, (_, n) => variants([1, 2], `c${n}`)))],
    ['no cursor, although more follows', endless(variants([1], null))],
    ['an empty page, although more follows', endless(variants([], 'c1'))],
  ] as const) {
    it(`is told as an invalid answer: ${name}, with variants`, async () => {
      const { clock, admin, shopify } = shopifyScene(...steps)
      const all = async (): Promise<ShopifyVariant[]> => (await allOf(shopify.variants())).flat()
      const error = await failure(clock, all())
      assert.equal(error.code, 'SHOPIFY_ANSWER_INVALID')
      assert.match(wordOf(error.values['detail']), /page/)
      assert.equal(error.values['operation'], 'Variants')
      assert.ok(admin.asked.length <= 4)
    })
  }

  for (const [name, steps] of [
    ['a page that comes again', endless(locations([1], 'c1'))],
    ['no cursor, although more follows', endless(locations([1], null))],
  ] as const) {
    it(`is told as an invalid answer: ${name}, with locations`, async () => {
      const { clock, admin, shopify } = shopifyScene(...steps)
      assert.equal((await failure(clock, shopify.locations())).code, 'SHOPIFY_ANSWER_INVALID')
      assert.ok(admin.asked.length <= 2)
    })
  }

  it('is told as well when a new search, begun behind the last id, is not obeyed', async () => {
    const page =
      (n: number): Step =>
      ({ variables }) =>
        variants(
          Array.from({ length: 250 }, (_, at) => (n % 99) * 250 + at + 1),
          `${variables['query'] === null ? 'a' : 'b'}${n}`,
        )()
    const { clock, admin, shopify } = shopifyScene(...Array.from({ length: 300 }, (_, n) => page(n)))
    const all = async (): Promise<ShopifyVariant[][]> => (await allOf(shopify.variants())).map((some) => [...some])
    assert.equal((await failure(clock, all())).code, 'SHOPIFY_ANSWER_INVALID')
    assert.equal(admin.asked.length, 100)
  })
})
