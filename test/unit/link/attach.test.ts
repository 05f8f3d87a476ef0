import assert from 'node:assert/strict'
import { failureIn } from '../../../src/base/error/describe.ts'
import { checkLines } from '../../../src/base/messages/check.ts'
import { attachLinks } from '../../../src/rules/link/attach.ts'
import type { Link } from '../../../src/ports/store/link.ts'
import { english, wordsOf } from '../../support/english.ts'
import { inventoryItem, levelLine } from '../../support/levels.ts'
import { shopifyLocation } from '../../support/pictures.ts'

const place = { shop: 'a.myshopify.com', at: '2026-03-01T10:05:00Z' }
const link = (item: number, product: number, more: Partial<Link> = {}): Link => ({
  shop: 'a.myshopify.com',
  inventoryItemId: inventoryItem(item),
  variantId: `gid://shopify/ProductVariant/${item}`,
  sku: `V-${item}`,
  odooDatabase: 'shop@odoo.example.com',
  odooProductId: product,
  by: 'sku',
  at: 0,
  ...more,
})

describe('attaching links to level lines', () => {
  it('gives each line the persistent ids of its link', () => {
    const { linked, failed } = attachLinks([levelLine(482, 1, 5), levelLine(482, 2, 3)], [link(9, 482)], place)
    assert.deepEqual(failed, [])
    assert.deepEqual(
      checkLines('linked-level', [...linked]).map(({ shopify }) => [
        shopify.inventoryItemId,
        shopify.locationId,
        shopify.sku,
        shopify.shop,
      ]),
      [
        [inventoryItem(9), shopifyLocation(1), 'V-9', 'a.myshopify.com'],
        [inventoryItem(9), shopifyLocation(2), 'V-9', 'a.myshopify.com'],
      ],
    )
    assert.equal(wordsOf(linked[0]?.trace).at(-1), 'linked by SKU V-9')
  })

  it('fails an unlinked product once, in the words of operations, and lets the others pass', () => {
    const { linked, failed } = attachLinks([levelLine(1, 1, 5), levelLine(1, 2, 5), levelLine(2, 1, 5)], [link(9, 2)], place)
    assert.equal(linked.length, 1)
    assert.equal(failed.length, 1)
    const told = failed.map((line) => failureIn(english, line))
    assert.equal(told[0]?.text, 'Odoo product Product 1 (SKU SKU-1) has no linked Shopify variant')
    assert.match(told[0]?.cure ?? '', /internal reference of the Odoo product as SKU, or link the two by hand in product-link/)
    assert.deepEqual(failed[0]?.subject, {
      shop: 'a.myshopify.com',
      sku: 'SKU-1',
      odooDatabase: 'shop@odoo.example.com',
      odooProductId: 1,
      odooProduct: 'Product 1',
    })
    assert.equal(checkLines('failed', told).length, 1)
  })

  it('keeps databases and shops apart', () => {
    const line = { ...levelLine(1, 1, 5), shopify: { locationId: shopifyLocation(1), location: 'Here', shop: 'b.myshopify.com' } }
    assert.equal(attachLinks([line], [link(9, 1)], place).failed.length, 1)
    assert.equal(attachLinks([levelLine(1, 1, 5)], [link(9, 1, { odooDatabase: 'other@odoo' })], place).failed.length, 1)
    assert.equal(
      attachLinks([line], [link(9, 1), link(8, 1, { shop: 'b.myshopify.com' })], place).linked[0]?.shopify.inventoryItemId,
      inventoryItem(8),
    )
  })

  it('names a product without a reference by its name', () => {
    const odoo = { database: 'shop@odoo.example.com', productId: 3, name: 'Loose screw' }
    assert.equal(
      attachLinks([levelLine(3, 1, 1, { odoo })], [], place).failed.map((line) => failureIn(english, line).text)[0],
      'Odoo product Loose screw (SKU none) has no linked Shopify variant',
    )
  })
})
