import assert from 'node:assert/strict'
import { describeFailure } from '../../../src/base/error/describe.ts'
import { indexOdoo, type OdooCandidate } from '../../../src/rules/link/candidates.ts'
import { startMatch, type MatchOptions, type MatchResult } from '../../../src/rules/link/match.ts'
import { RefusalCount } from '../../../src/engine/match/link-results.ts'
import type { ShopifyVariant } from '../../../src/ports/shopify/shopify.ts'
import { english, german } from '../../support/english.ts'
import { inventoryItem } from '../../support/levels.ts'

const options: MatchOptions = { shop: 'a.myshopify.com', odooDatabase: 'shop@odoo.example.com', at: 1000 }

const odoo = (id: number, sku: string, barcode = '', more: Partial<OdooCandidate> = {}): OdooCandidate => ({
  id,
  sku,
  barcode,
  name: `Product ${id}`,
  active: true,
  ...more,
})

const variant = (id: number, sku: string, barcode = '', more: Partial<ShopifyVariant> = {}): ShopifyVariant => ({
  variantId: `gid://shopify/ProductVariant/${id}`,
  inventoryItemId: inventoryItem(id),
  sku,
  barcodes: barcode.split('|'),
  title: `Variant ${id}`,
  productStatus: 'ACTIVE',
  tracked: true,
  requiresComponents: false,
  duplicateSkuCount: 0,
  updatedAt: '2026-11-20T00:00:00Z',
  ...more,
})

function results(products: OdooCandidate[], pages: ShopifyVariant[][], more: Partial<MatchOptions> = {}): MatchResult[] {
  const matcher = startMatch(indexOdoo(products), { ...options, ...more })
  for (const page of pages) matcher.add(page)
  return [...matcher.results()]
}

/** "item number: product id by what", or "item number: code". */
function told(products: OdooCandidate[], variants: ShopifyVariant[], more: Partial<MatchOptions> = {}): string[] {
  const number = (id: string | undefined) => (id ?? '').split('/').at(-1)
  return results(products, [variants], more)
    .map((result) => {
      if (result.outcome === 'apart') return `${number(result.inventoryItemId)}: apart`
      if (result.outcome === 'refused') return `${number(result.refusal.subject.inventoryItemId)}: ${result.refusal.code}`
      return `${number(result.link.inventoryItemId)}: ${result.link.odooProductId} by ${result.link.by}`
    })
    .toSorted((one, other) => one.localeCompare(other))
}

describe('matching Shopify with Odoo', () => {
  it('links by SKU, then by barcode, and never by name', () => {
    const products = [odoo(1, 'A'), odoo(2, 'B', '400'), odoo(3, 'C', '', { name: 'Variant 3' })]
    assert.deepEqual(told(products, [variant(1, 'A'), variant(2, 'other', '400'), variant(3, 'nothing')]), [
      '1: 1 by sku',
      '2: 2 by barcode',
      '3: PRODUCT_UNLINKED',
    ])
  })

  it('makes links that hold every persistent id', () => {
    const [result] = results([odoo(1, 'A')], [[variant(1, ' A ')]])
    assert.deepEqual(result, {
      outcome: 'linked',
      link: {
        shop: 'a.myshopify.com',
        inventoryItemId: inventoryItem(1),
        variantId: 'gid://shopify/ProductVariant/1',
        sku: 'A',
        odooDatabase: 'shop@odoo.example.com',
        odooProductId: 1,
        by: 'sku',
        at: 1000,
      },
    })
  })

  it('refuses a variant without a SKU, also when its barcode is known', () => {
    assert.deepEqual(told([odoo(1, 'A', '400')], [variant(1, ' ', '400')]), ['1: LINK_SKU_BLANK'])
  })

  it('tells letters of a SKU apart by their case', () => {
    assert.deepEqual(told([odoo(1, 'abc')], [variant(1, 'ABC')]), ['1: PRODUCT_UNLINKED'])
  })

  it('refuses every variant of a SKU that two have, also when they come on different pages', () => {
    const [one, other] = results([odoo(1, 'A')], [[variant(1, 'A')], [variant(2, 'A ')]])
    assert.deepEqual(
      [one, other].map((result) => result?.outcome === 'refused' && result.refusal.code),
      ['LINK_DUPLICATE_IN_SHOPIFY', 'LINK_DUPLICATE_IN_SHOPIFY'],
    )
    assert.equal(
      one?.outcome === 'refused' && describeFailure(one.refusal, english, 'now').text,
      '2 Shopify variants have the SKU A: Variant 1, Variant 2',
    )
    const [german1] = results([odoo(1, 'A')], [[variant(1, 'A'), variant(2, 'A')]])
    assert.equal(
      german1?.outcome === 'refused' && describeFailure(german1.refusal, german, 'now').text,
      '2 Shopify-Varianten haben die SKU A: Variant 1, Variant 2',
    )
  })

  it('does not take two variants of one inventory item for duplicates', () => {
    const twin = { ...variant(9, 'A'), inventoryItemId: inventoryItem(1) }
    assert.deepEqual(told([odoo(1, 'A')], [variant(1, 'A'), twin]), ['1: 1 by sku'])
    assert.deepEqual(told([odoo(1, 'A')], [{ ...twin, productStatus: 'ARCHIVED' }, variant(1, 'A')]), ['1: 1 by sku'])
  })

  it('refuses a reference or a barcode that two Odoo products have', () => {
    assert.deepEqual(told([odoo(1, 'A'), odoo(2, 'A')], [variant(1, 'A')]), ['1: LINK_DUPLICATE_IN_ODOO'])
    assert.deepEqual(told([odoo(1, 'A', '400'), odoo(2, 'B', '400')], [variant(1, 'A', '400')]), ['1: LINK_DUPLICATE_IN_ODOO'])
    assert.deepEqual(told([odoo(1, 'X', '400'), odoo(2, 'Y', '400')], [variant(1, 'A', '400')]), ['1: LINK_DUPLICATE_IN_ODOO'])
  })

  it('refuses a SKU and a barcode that point at different products', () => {
    const [result] = results([odoo(1, 'A', '400'), odoo(2, 'B', '500')], [[variant(1, 'A', '500')]])
    const failed = result?.outcome === 'refused' ? describeFailure(result.refusal, english, 'now') : undefined
    assert.equal(failed?.text, 'SKU A points at Odoo product Product 1, but barcode 500 points at Product 2')
    assert.deepEqual(told([odoo(1, 'A', '400')], [variant(1, 'A', '999')]), ['1: 1 by sku'])
  })

  it('refuses what is archived or a draft on either side, without being in the way of what is active', () => {
    assert.deepEqual(told([odoo(1, 'A', '', { active: false })], [variant(1, 'A')]), ['1: PRODUCT_ARCHIVED'])
    assert.deepEqual(told([odoo(1, 'A', '', { active: false }), odoo(2, 'A')], [variant(1, 'A')]), ['1: 2 by sku'])
    for (const productStatus of ['ARCHIVED', 'DRAFT'] as const) {
      assert.deepEqual(told([odoo(1, 'A')], [variant(1, 'A', '', { productStatus })]), ['1: PRODUCT_ARCHIVED'])
      assert.deepEqual(told([odoo(1, 'A')], [variant(1, 'A', '', { productStatus }), variant(2, 'A')]), [
        '1: PRODUCT_ARCHIVED',
        '2: 1 by sku',
      ])
    }
    assert.deepEqual(told([odoo(1, 'A')], [variant(1, 'A', '', { productStatus: 'UNLISTED' })]), ['1: 1 by sku'])
  })

  it('recognises bundles and variants without stock keeping', () => {
    assert.deepEqual(
      told([odoo(1, 'A'), odoo(2, 'B')], [variant(1, 'A', '', { requiresComponents: true }), variant(2, 'B', '', { tracked: false })]),
      ['1: ITEM_IS_BUNDLE', '2: ITEM_UNTRACKED'],
    )
  })

  it('gives one Odoo product to one variant: the SKU is surer than the barcode', () => {
    const products = [odoo(1, 'A', '400')]
    assert.deepEqual(told(products, [variant(2, 'other', '400'), variant(1, 'A')]), ['1: 1 by sku', '2: PRODUCT_TAKEN'])
    assert.deepEqual(told(products, [variant(1, 'X', '400'), variant(2, 'Y', '400')]), [
      '1: LINK_DUPLICATE_IN_SHOPIFY',
      '2: LINK_DUPLICATE_IN_SHOPIFY',
    ])
  })

  it('leaves links made by hand alone, and their products taken', () => {
    const kept = [
      {
        shop: options.shop,
        inventoryItemId: inventoryItem(1),
        variantId: 'v',
        sku: 'A',
        odooDatabase: options.odooDatabase,
        odooProductId: 1,
        by: 'hand' as const,
        at: 1,
      },
    ]
    assert.deepEqual(told([odoo(1, 'A')], [variant(1, 'A'), variant(2, 'A')], { kept }), ['2: PRODUCT_TAKEN'])
    assert.deepEqual(told([odoo(1, 'A'), odoo(2, 'B')], [variant(1, 'A'), variant(2, 'B')], { kept }), ['2: 2 by sku'])
  })

  it('counts refusals, the most frequent first', () => {
    const refusals = new RefusalCount()
    const pages = [[variant(1, 'A')], [variant(3, ''), variant(4, ''), variant(5, 'no')]]
    for (const result of results([odoo(1, 'A')], pages)) if (result.outcome === 'refused') refusals.add(result.refusal)
    assert.equal(
      refusals.reasons.reduce((sum, { count }) => sum + count, 0),
      3,
    )
    assert.equal(refusals.mend.length, 3)
    assert.deepEqual(refusals.reasons, [
      { code: 'LINK_SKU_BLANK', count: 2 },
      { code: 'PRODUCT_UNLINKED', count: 1 },
    ])
  })

  it('puts every refusal into words without gaps', () => {
    const products = [odoo(1, 'A', '400'), odoo(2, 'B', '500'), odoo(3, 'D'), odoo(4, 'D'), odoo(5, 'E', '', { active: false })]
    const variants = [
      variant(1, 'A', '500'),
      variant(2, ''),
      variant(3, 'C'),
      variant(4, 'C'),
      variant(5, 'D'),
      variant(6, 'E'),
      variant(7, 'none'),
      variant(8, 'F', '', { requiresComponents: true }),
    ]
    for (const result of results(products, [variants])) {
      assert.ok(result.outcome === 'refused')
      const failed = describeFailure(result.refusal, english, 'now')
      assert.doesNotMatch(`${failed.text} ${failed.cure}`, /\?|__|error\./, failed.code)
      assert.equal(failed.class, 'product-identity')
    }
  })

  it('takes every barcode of a variant for a candidate and for a possible duplicate', () => {
    const products = [odoo(1, '', '401'), odoo(2, '', '402'), odoo(3, 'S', '403')]
    assert.deepEqual(told(products, [variant(1, 'own', 'x|401|y')]), ['1: 1 by barcode'])
    assert.deepEqual(told(products, [variant(1, 'own', 'x|401|402')]), ['1: LINK_SHARED_STOCK'])
    assert.deepEqual(told(products, [variant(1, 'S', 'x|402')]), ['1: LINK_CONTRADICTION'])
    assert.deepEqual(told(products, [variant(1, 'one', 'x|401'), variant(2, 'two', 'y|401')]), [
      '1: LINK_DUPLICATE_IN_SHOPIFY',
      '2: LINK_DUPLICATE_IN_SHOPIFY',
    ])
  })
})
