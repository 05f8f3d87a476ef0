import assert from 'node:assert/strict'
import { byHand, refusal } from '../../support/link/by-hand.ts'
import { itemId, LinkWorld, variantId } from '../../support/link/link-world.ts'

describe('links by hand', () => {
  let world: LinkWorld
  beforeEach(() => {
    world = new LinkWorld()
    for (const n of [1, 2, 3]) world.odoo.put(n, { default_code: `A-${n}`, barcode: `40${n}` })
    world.odoo.put(7, { default_code: 'FREE' })
    world.odoo.put(8, { default_code: 'OLD', active: false })
    for (const n of [1, 2]) world.variant(n, `A-${n}`)
    world.variant(5, 'other')
  })

  for (const [name, command] of [
    ['SKU and reference', { sku: 'other', odooSku: 'FREE' }],
    ['variant id and product id', { variantId: variantId(5), odooProductId: 7 }],
    [
      'item id, and everything else agrees',
      { inventoryItemId: itemId(5), variantId: variantId(5), sku: 'other', odooProductId: 7, odooSku: 'FREE' },
    ],
  ] as const) {
    it(`are set by ${name}, and survive every match`, async () => {
      const { links } = await byHand(world, { action: 'link', ...command })
      assert.deepEqual(
        links?.map((link) => [link.inventoryItemId, link.variantId, link.sku, link.odooProductId, link.by]),
        [[itemId(5), variantId(5), 'other', 7, 'hand']],
      )
      await world.match()
      await world.refresh()
      assert.deepEqual(await world.linked(), ['1: 1 by sku', '2: 2 by sku', '5: 7 by hand'])
    })
  }

  it('say what they cannot find, and where names disagree', async () => {
    const asked: readonly (readonly [object, string])[] = [
      [{ sku: 'OTHER', odooProductId: 7 }, 'LINK_VARIANT_UNKNOWN: Shopify has no variant with the SKU OTHER'],
      [{ sku: 'odd "sign', odooProductId: 7 }, 'LINK_VARIANT_UNKNOWN: Shopify has no variant with the SKU odd "sign'],
      [{ variantId: variantId(99), odooProductId: 7 }, `LINK_VARIANT_UNKNOWN: Shopify has no variant with the variant id ${variantId(99)}`],
      [
        { sku: 'other', odooProductId: 99 },
        'LINK_PRODUCT_UNKNOWN: Odoo has no product with the id 99, or does not show it to the user of the connection',
      ],
      [
        { sku: 'other', odooSku: 'free' },
        'LINK_PRODUCT_UNKNOWN: Odoo has no product with the internal reference free, or does not show it to the user of the connection',
      ],
      [
        { sku: 'A-1', variantId: variantId(5), odooProductId: 7 },
        `LINK_NAMES_DISAGREE: SKU A-1 and variant id ${variantId(5)} do not name the same thing`,
      ],
      [
        { inventoryItemId: itemId(1), variantId: variantId(5), odooProductId: 7 },
        `LINK_NAMES_DISAGREE: inventory item id ${itemId(1)} and variant id ${variantId(5)} do not name the same thing`,
      ],
      [
        { sku: 'other', odooProductId: 7, odooSku: 'A-1' },
        'LINK_NAMES_DISAGREE: internal reference A-1 and id 7 do not name the same thing',
      ],
    ]
    for (const [command, expected] of asked) assert.equal(await refusal(byHand(world, { action: 'link', ...command })), expected)
    assert.deepEqual(await world.links(), [])
  })

  it('are refused for what has no stock of its own, is archived, or is there twice', async () => {
    world.variant(11, 'BUNDLE', '', { components: [{ itemId: itemId(1), quantity: 2 }] })
    world.variant(12, 'UNTRACKED', '', { tracked: false })
    world.variant(13, 'DRAFT', '', { status: 'DRAFT' })
    world.variant(14, 'TWICE')
    world.variant(15, 'TWICE')
    world.odoo.put(20, { default_code: 'DOUBLE' })
    world.odoo.put(21, { default_code: 'DOUBLE' })
    const link = (sku: string, odooSku: string): Promise<string> => refusal(byHand(world, { action: 'link', sku, odooSku }))
    assert.match(await link('BUNDLE', 'FREE'), /^ITEM_IS_BUNDLE/)
    assert.match(await link('UNTRACKED', 'FREE'), /^ITEM_UNTRACKED/)
    assert.match(await link('DRAFT', 'FREE'), /^PRODUCT_ARCHIVED: Variant 13 is archived or a draft in Shopify/)
    assert.match(await link('other', 'OLD'), /^PRODUCT_ARCHIVED: Product 8 is archived or a draft in Odoo/)
    assert.match(await link('TWICE', 'FREE'), /^LINK_DUPLICATE_IN_SHOPIFY: 2 Shopify variants have the SKU TWICE: Variant 14 .*Variant 15/)
    assert.match(
      await link('other', 'DOUBLE'),
      /^LINK_DUPLICATE_IN_ODOO: 2 Odoo products have the internal reference DOUBLE: Product 20 \(20\), Product 21 \(21\)/,
    )
    await byHand(world, { action: 'link', variantId: variantId(15), odooProductId: 21 })
    assert.deepEqual(await world.linked(), ['15: 21 by hand'])
  })

  it('that contradict themselves are refused with the reason, and made when it is said again', async () => {
    await world.match()
    const wrong = { action: 'link', sku: 'A-1', odooProductId: 7 }
    assert.equal(
      await refusal(byHand(world, wrong)),
      'LINK_HAND_CONTRADICTS: The SKU A-1 points at Odoo product Product 1, so SKU A-1 is not linked by hand to Product 7',
    )
    const taken = { action: 'link', sku: 'other', odooProductId: 1 }
    assert.equal(
      await refusal(byHand(world, taken)),
      'PRODUCT_TAKEN: Odoo product Product 1 is already linked to another Shopify variant (A-1), so SKU other is not linked to it',
    )
    assert.deepEqual(await world.linked(), ['1: 1 by sku', '2: 2 by sku'])

    await byHand(world, { ...wrong, override: true })
    assert.equal(
      await refusal(byHand(world, { action: 'link', sku: 'A-1', odooProductId: 1 })),
      'VARIANT_TAKEN: SKU A-1 is already linked by hand to Odoo product Product 7, so it is not linked to Product 1',
    )
    const { items, products } = await byHand(world, { action: 'link', sku: 'other', odooProductId: 2, override: true })
    assert.deepEqual([items, products], [[itemId(5), itemId(2)], [2]])
    assert.deepEqual(await world.linked(), ['1: 7 by hand', '5: 2 by hand'])
    const { refused } = await world.match()
    assert.deepEqual(
      refused.map(({ code, subject }) => `${subject.sku} ${code}`),
      ['A-2 PRODUCT_TAKEN'],
    )
  })

  it('settle what matching cannot: SKU and barcode that contradict each other, and two variants with one SKU', async () => {
    world.variant(21, 'A-1', '402')
    world.variant(22, 'A-2')
    const before = await world.match()
    assert.equal(before.refused.filter(({ code }) => code === 'LINK_DUPLICATE_IN_SHOPIFY').length, 4)
    await byHand(world, { action: 'link', variantId: variantId(21), odooProductId: 2 })
    await byHand(world, { action: 'unlink', variantId: variantId(21) })
    await byHand(world, { action: 'link', variantId: variantId(2), odooProductId: 2 })
    await world.match()
    assert.deepEqual(await world.linked(), ['1: 1 by sku', '2: 2 by hand'])
  })

  it("see the SKU of a variant that Shopify's search does not find yet", async () => {
    const search = world.shopify.variants.bind(world.shopify)
    world.shopify.variants = (query = {}) => (query.skus === undefined ? search(query) : search({ skus: ['nothing'] }))
    world.variant(31, 'new sku!')
    await byHand(world, { action: 'link', sku: 'new sku!', odooProductId: 7 })
    assert.deepEqual(await world.linked(), ['31: 7 by hand'])
  })

  it('tell what has become of the two sides', async () => {
    world.odoo.put(30, { default_code: 'gone' })
    for (const n of [41, 42, 43, 44]) world.variant(n, `H-${n}`)
    for (const [n, product] of [
      [41, 1],
      [42, 2],
      [43, 30],
      [44, 7],
    ] as const)
      await byHand(world, { action: 'link', variantId: variantId(n), odooProductId: product, override: true })
    world.model.deleteVariant(variantId(41))
    world.odoo.put(2, { active: false })
    world.odoo.products.delete(30)
    world.model.updateItem(itemId(44), { tracked: false })
    const { refused } = await world.match()
    const told = refused.filter(({ subject }) => subject.sku?.startsWith('H-')).map(({ code, subject }) => `${subject.sku} ${code}`)
    assert.deepEqual(told, ['H-41 ITEM_UNKNOWN', 'H-42 LINK_PRODUCT_ARCHIVED', 'H-43 LINK_PRODUCT_GONE', 'H-44 ITEM_UNTRACKED'])
    assert.equal((await world.links()).filter(({ by }) => by === 'hand').length, 4)
  })
})

describe('unlinking by hand', () => {
  let world: LinkWorld
  beforeEach(async () => {
    world = new LinkWorld()
    for (const n of [1, 2, 3]) {
      world.odoo.put(n, { default_code: `A-${n}` })
      world.variant(n, `A-${n}`)
    }
    await world.match()
  })

  for (const [name, command] of [
    ['SKU', { sku: 'A-2' }],
    ['item', { inventoryItemId: itemId(2) }],
    ['variant', { variantId: variantId(2) }],
    ['product', { odooProductId: 2 }],
  ] as const) {
    it(`ends a link by its ${name}, and no match makes it again`, async () => {
      await byHand(world, { action: 'unlink', ...command })
      assert.deepEqual(await world.linked(), ['1: 1 by sku', '3: 3 by sku'])
      await world.match()
      const { report } = await world.refresh(undefined, [2])
      assert.deepEqual(await world.linked(), ['1: 1 by sku', '3: 3 by sku'])
      assert.equal(report.keptApart, 1)
      assert.deepEqual(report.mend, [])
    })
  }

  it('lets the next match link again when that is asked for, and a link by hand in any case', async () => {
    await byHand(world, { action: 'unlink', sku: 'A-2', keepApart: false })
    await byHand(world, { action: 'unlink', sku: 'A-3' })
    await world.match()
    assert.deepEqual(await world.linked(), ['1: 1 by sku', '2: 2 by sku'])
    await byHand(world, { action: 'link', sku: 'A-3', odooProductId: 3 })
    assert.equal((await world.match()).report.keptApart, 0)
    assert.deepEqual(await world.linked(), ['1: 1 by sku', '2: 2 by sku', '3: 3 by hand'])
  })

  it('says when there is nothing to end, and does not need Shopify to have the variant still', async () => {
    world.model.deleteVariant(variantId(2))
    await byHand(world, { action: 'unlink', sku: 'A-2' })
    assert.equal(await refusal(byHand(world, { action: 'unlink', sku: 'A-2' })), 'LINK_UNKNOWN: There is no link for the SKU A-2')
  })
})

describe('a command that cannot be used', () => {
  const world = new LinkWorld()
  for (const [command, problem] of [
    [{ action: 'fly' }, 'payload.action must be one of: scan, link, unlink, report, export, import'],
    [{ action: 'link', sku: 'A' }, 'payload needs one of: odooProductId, odooSku'],
    [{ action: 'link', odooProductId: 1 }, 'payload needs one of: inventoryItemId, variantId, sku'],
    [{ action: 'link', sku: 'A', odooProductId: '1' }, 'payload.odooProductId must be of type integer'],
    [{ action: 'link', sku: '', odooProductId: 1 }, 'payload.sku must not be empty'],
    [{ action: 'unlink' }, 'payload needs one of: inventoryItemId, variantId, sku, odooProductId'],
    [{ action: 'import' }, 'payload.file is missing'],
    [{ action: 'export', format: 'xls' }, 'payload.format must be one of: csv, json'],
    [{ action: 'link', sku: 'A', odooProductId: 1, force: true }, 'payload has the unknown entry force'],
  ] as const) {
    it(`names what is wrong with ${JSON.stringify(command)}`, async () => {
      const told = await refusal(Promise.resolve().then(() => byHand(world, command)))
      assert.equal(told, `MESSAGE_MALFORMED: The message cannot be used: ${problem}`)
    })
  }
})
