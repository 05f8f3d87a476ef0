import assert from 'node:assert/strict'
import fc from 'fast-check'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { itemId, LinkWorld, variantId } from '../../support/link/link-world.ts'

/** Few names, so that they meet: the interesting catalogues are those where something is there twice. */
const sku = fc.constantFrom('A', 'B', 'C', 'a', '')
const barcode = fc.constantFrom('', '', '1', '2', '3')

type Change =
  | { readonly kind: 'variant'; readonly sku: string; readonly barcode: string; readonly shares: number | undefined }
  | { readonly kind: 'sku'; readonly item: number; readonly sku: string }
  | { readonly kind: 'barcode'; readonly item: number; readonly barcode: string }
  | { readonly kind: 'product'; readonly id: number; readonly sku: string; readonly barcode: string; readonly active: boolean }
  | { readonly kind: 'hand'; readonly item: number; readonly product: number }

const number = fc.integer({ min: 1, max: 6 })
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('variant' as const),
    sku,
    barcode,
    shares: fc.option(number, { nil: undefined, freq: 4 }),
  }),
  fc.record({ kind: fc.constant('sku' as const), item: number, sku }),
  fc.record({ kind: fc.constant('barcode' as const), item: number, barcode }),
  fc.record({ kind: fc.constant('product' as const), id: number, sku, barcode, active: fc.boolean() }),
  fc.record({ kind: fc.constant('hand' as const), item: number, product: number }),
)

/** What a person did by hand, which the next refresh is told of. */
interface ByHand {
  readonly items: string[]
  readonly products: number[]
}

async function carryOut(world: LinkWorld, one: Change, count: number, { items, products }: ByHand): Promise<void> {
  if (one.kind === 'product') world.odoo.put(one.id, { default_code: one.sku, barcode: one.barcode, active: one.active })
  if (one.kind === 'sku' && world.model.state.catalogue.items.has(itemId(one.item)))
    world.model.updateItem(itemId(one.item), { sku: one.sku })
  if (one.kind === 'barcode' && world.model.state.catalogue.variants.has(variantId(one.item)))
    world.model.updateVariant(variantId(one.item), { barcode: one.barcode })
  if (one.kind === 'variant') {
    const shared = one.shares === undefined ? undefined : itemId(one.shares)
    const item = shared !== undefined && world.model.state.catalogue.items.has(shared) ? shared : itemId(count)
    world.variant(count, one.sku, one.barcode, { itemId: item })
  }
  if (one.kind === 'hand' && world.model.state.catalogue.items.has(itemId(one.item)) && world.odoo.products.has(one.product)) {
    const link = {
      shop: world.shopify.shop,
      inventoryItemId: itemId(one.item),
      variantId: variantId(one.item),
      sku: 'hand',
      odooDatabase: 'shop@odoo.example.com',
      odooProductId: one.product,
      by: 'hand' as const,
      at: 0,
    }
    await world.store.transaction(async ({ links }) => {
      const taken = await links.byProduct(world.shopify.shop, link.odooDatabase, [one.product])
      const before = await links.byItem(world.shopify.shop, [link.inventoryItemId])
      items.push(link.inventoryItemId, ...taken.map(({ inventoryItemId }) => inventoryItemId))
      products.push(link.odooProductId, ...before.map(({ odooProductId }) => odooProductId))
      await links.remove(
        world.shopify.shop,
        taken.map(({ inventoryItemId }) => inventoryItemId),
      )
      await links.put([link])
    })
  }
}

/** A barcode leads to a product whose reference, which another product had as well, has become that of one item alone. */
const referenceFreed: [Change[], Change[]] = [
  [
    { kind: 'variant', sku: 'A', barcode: '', shares: undefined },
    { kind: 'sku', item: 1, sku: 'a' },
    { kind: 'variant', sku: 'A', barcode: '', shares: undefined },
    { kind: 'product', id: 1, sku: 'a', barcode: '1', active: true },
    { kind: 'product', id: 5, sku: 'a', barcode: '', active: true },
  ],
  [
    { kind: 'product', id: 5, sku: 'A', barcode: '', active: false },
    { kind: 'barcode', item: 3, barcode: '1' },
  ],
]

/** A store with the links of the world and nothing else: what a match of everything begins from. */
async function withLinksOf(world: LinkWorld): Promise<MemoryStore> {
  const store = new MemoryStore()
  const links = await world.links()
  await store.transaction((tables) => tables.links.put(links))
  return store
}

describe('a refresh of the links', function () {
  this.timeout(120_000)

  it('ends with the links that a match of everything would find, whatever changed and in whatever order', async () => {
    const history = fc.tuple(
      fc.array(change, { maxLength: 12 }),
      fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
    )
    let refreshed = 0
    await fc.assert(
      fc.asyncProperty(history, async ([first, later]) => {
        const world = new LinkWorld()
        // Something is always linked, so that a refresh has something to begin from.
        world.odoo.put(99, { default_code: 'ALWAYS' })
        world.variant(99, 'ALWAYS')
        let count = 0
        for (const one of first) await carryOut(world, one, ++count, { items: [], products: [] })
        await world.match()
        for (const some of later) {
          await world.clock.advance(600_000)
          const byHand: ByHand = { items: [], products: [] }
          for (const one of some) await carryOut(world, one, ++count, byHand)
          const twin = await withLinksOf(world)
          const { report } = await world.match({ full: false, ...byHand })
          if (report.scope === 'changes') refreshed += 1
          const links = await world.linked()
          const mend = report.mend.map(({ code, subject }) => `${subject.inventoryItemId} ${code}`).toSorted()
          const refreshedStore = world.store
          world.store = twin
          const whole = await world.match()
          assert.deepEqual(links, await world.linked())
          world.store = refreshedStore
          assert.deepEqual(mend, whole.report.mend.map(({ code, subject }) => `${subject.inventoryItemId} ${code}`).toSorted())
          assert.equal(report.refused, whole.report.refused)
        }
      }),
      { numRuns: 400 },
    )
    assert.ok(refreshed > 200, `${refreshed} refreshes`)
  })

  it('keeps no link that a match of everything would refuse, also where too much waits to be looked at again', async () => {
    const history = fc.tuple(fc.array(change, { minLength: 4, maxLength: 12 }), fc.array(change, { minLength: 1, maxLength: 4 }))
    await fc.assert(
      fc.asyncProperty(history, async ([first, later]) => {
        const world = new LinkWorld()
        world.odoo.put(99, { default_code: 'ALWAYS' })
        world.variant(99, 'ALWAYS')
        // More refused items than are looked at again, before all others.
        for (let n = 1000; n < 1260; n++) world.variant(n, '')
        let count = 0
        for (const one of first) await carryOut(world, one, ++count, { items: [], products: [] })
        await world.clock.advance(7_200_000)
        await world.match()
        const byHand: ByHand = { items: [], products: [] }
        for (const one of later) await carryOut(world, one, ++count, byHand)
        const twin = await withLinksOf(world)
        await world.match({ full: false, ...byHand })
        const links = await world.linked()
        world.store = twin
        await world.match()
        const whole = new Set(await world.linked())
        assert.deepEqual(
          links.filter((link) => !whole.has(link)),
          [],
        )
      }),
      { numRuns: 300, examples: [[referenceFreed]] },
    )
  })

  it('ends no link by itself, whatever its SKU, its barcodes or its reference become, and whatever else takes them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 20 }), async (changes) => {
        const world = new LinkWorld()
        let count = 0
        for (const [at, one] of changes.entries()) {
          await carryOut(world, one, ++count, { items: [], products: [] })
          const before = await world.links()
          await world.clock.advance(60_000)
          await world.match({ full: at % 2 === 0 }).catch(() => undefined)
          const after = new Map((await world.links()).map((link) => [link.inventoryItemId, link.odooProductId]))
          for (const link of before) assert.equal(after.get(link.inventoryItemId), link.odooProductId)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never gives one Odoo product to two items, nor an item to two products', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 20 }), async (changes) => {
        const world = new LinkWorld()
        let count = 0
        for (const [at, one] of changes.entries()) {
          await carryOut(world, one, ++count, { items: [], products: [] })
          if (at % 3 === 0) await world.match({ full: at % 2 === 0 }).catch(() => undefined)
        }
        const links = await world.links()
        assert.equal(new Set(links.map(({ odooProductId }) => odooProductId)).size, links.length)
        assert.equal(new Set(links.map(({ inventoryItemId }) => inventoryItemId)).size, links.length)
      }),
      { numRuns: 300 },
    )
  })
})
