import assert from 'node:assert/strict'
import { DATABASE, OTHER_SHOP, SHOP, item, link } from './example.ts'
import { onStore, type StoreFactory } from './store-under-test.ts'

export function linkContract(make: StoreFactory): void {
  describe('links', () => {
    it(
      'finds links by product and by item, of the asked shop and database only',
      onStore(make, async (store) => {
        const [first, second, elsewhere] = [link(1), link(2, { by: 'hand' }), link(1, { shop: OTHER_SHOP })]
        const otherDatabase = link(3, { odooDatabase: 'test@odoo.example.com', odooProductId: 1 })
        const twin = link(4, { odooProductId: 1, by: 'barcode' })
        await store.transaction((tables) => tables.links.put([first, second, elsewhere, otherDatabase, twin]))
        await store.transaction(async ({ links }) => {
          assert.deepEqual(await links.byProduct(SHOP, DATABASE, [1, 99]), [first, twin])
          assert.deepEqual(await links.byProduct(SHOP, DATABASE, [2, 1, 2]), [first, second, twin])
          assert.deepEqual(await links.byItem(SHOP, [item(2), item(1), item(99), item(2)]), [first, second])
          assert.deepEqual(await links.byItem(OTHER_SHOP, [item(1), item(2)]), [elsewhere])
          assert.deepEqual(await links.byProduct(SHOP, DATABASE, []), [])
          assert.equal(await links.count(SHOP), 4)
          assert.equal(await links.count('nobody.myshopify.com'), 0)
        })
      }),
    )

    it(
      'replaces the link of an item, and finds it by its new product only',
      onStore(make, async (store) => {
        const moved = link(1, { odooProductId: 7, sku: 'NEW' })
        await store.transaction(async ({ links }) => {
          await links.put([link(1)])
          await links.put([moved])
          assert.deepEqual(await links.byProduct(SHOP, DATABASE, [1, 7]), [moved])
          assert.equal(await links.count(SHOP), 1)
        })
      }),
    )

    it(
      'removes links of one shop',
      onStore(make, async (store) => {
        await store.transaction(async ({ links }) => {
          await links.put([link(1), link(2), link(1, { shop: OTHER_SHOP })])
          await links.remove(SHOP, [item(1), item(99)])
          assert.deepEqual(await links.page(SHOP, null, 10), [link(2)])
          assert.equal(await links.count(OTHER_SHOP), 1)
        })
      }),
    )

    it(
      'pages through a shop in the order of items',
      onStore(make, async (store) => {
        const all = Array.from({ length: 25 }, (_, number) => link(number))
        await store.transaction(({ links }) => links.put([...all.toReversed(), link(3, { shop: OTHER_SHOP })]))
        await store.transaction(async ({ links }) => {
          const seen = []
          let after: string | null = null
          for (let page = await links.page(SHOP, after, 10); page.length > 0; page = await links.page(SHOP, after, 10)) {
            seen.push(...page)
            after = page.at(-1)?.inventoryItemId ?? null
          }
          assert.deepEqual(seen, all)
        })
      }),
    )
  })
}
