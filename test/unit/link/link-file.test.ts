import assert from 'node:assert/strict'
import Papa from 'papaparse'
import { linksFile } from '../../../src/engine/match/link-file.ts'
import { inWords } from '../../support/english.ts'
import { byHand, refusal } from '../../support/link/by-hand.ts'
import { itemId, LinkWorld, variantId } from '../../support/link/link-world.ts'

const csv = (...rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(',')).join('\r\n')

describe('a file of links', () => {
  let world: LinkWorld
  beforeEach(() => {
    world = new LinkWorld()
    for (const n of [1, 2, 3]) {
      world.odoo.put(n, { default_code: `A-${n}` })
      world.variant(n, `A-${n}`)
    }
    world.variant(5, 'other')
    world.odoo.put(7, { default_code: 'FREE' })
  })

  const imported = async (file: string, more: object = {}) => {
    const { imported: result } = await byHand(world, { action: 'import', file, ...more })
    assert.ok(result !== undefined)
    return result
  }

  for (const format of ['csv', 'json'] as const) {
    it(`brings every link back as it was, in ${format}`, async () => {
      await world.match()
      await byHand(world, { action: 'link', sku: 'other', odooProductId: 7 })
      const before = await world.links()
      const { file = '' } = await byHand(world, { action: 'export', format })
      world.loseStore()
      const { rows, linked, unchanged, problems } = await imported(file, { format })
      assert.deepEqual([rows, linked, unchanged, problems], [4, 4, 0, []])
      assert.deepEqual(await world.links(), before)
      assert.deepEqual((await imported(file, { format })).unchanged, 4)
    })
  }

  it('may begin with the mark of UTF-8, in JSON as in CSV', async () => {
    const json = JSON.stringify([{ sku: 'other', odooProductId: 7 }])
    assert.equal((await imported(`\uFEFF${json}`, { format: 'json' })).linked, 1)
    assert.equal((await imported('\uFEFFsku,odooProductId\nother,7', { format: 'csv' })).unchanged, 1)
  })

  it('does not ask again what a person decided against a SKU, and in a new store only once more', async () => {
    await world.match()
    await byHand(world, { action: 'link', sku: 'A-1', odooProductId: 7, override: true })
    const { file = '' } = await byHand(world, { action: 'export' })
    const { unchanged, problems } = await imported(file)
    assert.deepEqual([unchanged, problems], [3, []])
    world.loseStore()
    assert.partialDeepStrictEqual(await imported(file), { linked: 0, problems: [{ row: 2, code: 'LINK_HAND_CONTRADICTS' }] })
    assert.equal((await imported(file, { override: true })).linked, 3)
    assert.deepEqual(await world.linked(), ['1: 7 by hand', '2: 2 by sku', '3: 3 by sku'])
  })

  it('cannot run a formula in a spreadsheet, and comes back unharmed all the same', async () => {
    const odd = ['=cmd|calc', '+1', '-2', '@sum', 'a,b', 'say "hi"', "'quoted", 'new\nline']
    odd.forEach((sku, n) => {
      world.variant(100 + n, sku)
      world.odoo.put(100 + n, { default_code: sku })
    })
    await world.match()
    const before = await world.links()
    const file = await linksFile(world.store, world.shopify.shop, 'csv')
    const cells = Papa.parse<string[]>(file).data.flat()
    assert.ok(cells.includes("'=cmd|calc"))
    assert.deepEqual(
      cells.filter((cell) => /^[=+\-@\t\r]/.test(cell)),
      [],
    )
    world.loseStore()
    assert.deepEqual((await imported(file)).problems, [])
    assert.deepEqual(await world.links(), before)
  })

  it('is taken with two columns only, whatever separates them', async () => {
    for (const separator of [',', ';', '\t']) {
      world.loseStore()
      const file = [`sku${separator}odooSku`, `other${separator}FREE`, ''].join('\n')
      assert.partialDeepStrictEqual(await imported(file), { rows: 1, linked: 1 })
    }
  })

  it('is taken from a spreadsheet of another country: a mark at the start, semicolons, other columns in other order, blank rows', async () => {
    const file = '\uFEFFComment;ODOOSKU; sku \r\nmine;FREE;other\r\n;;\r\n\r\n;A-2;A-2\r\n'
    const { rows, linked } = await imported(file)
    assert.deepEqual([rows, linked], [2, 2])
    assert.deepEqual(await world.linked(), ['2: 2 by hand', '5: 7 by hand'])
  })

  it('names row and field of every problem, and changes nothing', async () => {
    world.variant(6, 'BUNDLE', '', { components: [{ itemId: itemId(1), quantity: 1 }] })
    const file = csv(
      ['sku', 'variantId', 'odooProductId', 'by', 'shop'],
      ['A-1', '', '1', '', ''],
      ['', '', '2', '', ''],
      ['A-2', '', 'two', '', ''],
      ['A-2', '', '', 'magic', 'other.myshopify.com'],
    )
    const { linked, problems } = await imported(file)
    assert.equal(linked, 0)
    assert.deepEqual(
      problems.map(({ row, field, problem }) => `${row} ${field} ${inWords(problem)}`),
      [
        '3 sku needs one of: inventoryItemId, variantId, sku',
        '4 odooProductId must be a whole number above zero',
        '5 shop is other.myshopify.com, but this is nova-trail.myshopify.com',
        '5 odooProductId needs one of: odooProductId, odooSku',
        '5 by must be one of: sku, barcode, hand',
      ],
    )
    const judged = await imported(
      csv(
        ['sku', 'variantId', 'odooProductId', 'odooSku'],
        ['A-1', '', '1', ''],
        ['none', '', '2', ''],
        ['A-2', variantId(3), '2', ''],
        ['A-2', '', '99', ''],
        ['BUNDLE', '', '7', ''],
        ['other', '', '2', 'A-2'],
        ['A-3', '', '7', ''],
      ),
    )
    assert.deepEqual(
      judged.problems.map(({ row, field, code }) => `${row} ${field} ${code}`),
      [
        '3 sku LINK_VARIANT_UNKNOWN',
        '4 sku LINK_NAMES_DISAGREE',
        '5 odooProductId LINK_PRODUCT_UNKNOWN',
        '6 sku ITEM_IS_BUNDLE',
        '8 odooProductId LINK_HAND_CONTRADICTS',
      ],
    )
    assert.equal(inWords(judged.problems[0]?.problem), 'Shopify has no variant with the SKU none')
    assert.deepEqual(await world.links(), [])
  })

  it('stores the rows that are right when that is asked for', async () => {
    const file = csv(['sku', 'odooProductId'], ['A-1', '1'], ['none', '2'], ['A-3', 'x'], ['A-3', '3'])
    const { rows, linked, problems } = await imported(file, { partial: true })
    assert.deepEqual([rows, linked, problems.map(({ row }) => row)], [4, 2, [3, 4]])
    assert.deepEqual(await world.linked(), ['1: 1 by hand', '3: 3 by hand'])
  })

  it('refuses an item or a product that stands in two rows', async () => {
    const { problems } = await imported(csv(['sku', 'odooProductId'], ['A-1', '1'], ['A-1', '7'], ['other', '7'], ['A-2', '1']), {
      override: true,
    })
    assert.deepEqual(
      problems.map(({ row, field, code }) => `${row} ${field} ${code}`),
      ['3 sku VARIANT_TAKEN', '5 odooProductId PRODUCT_TAKEN'],
    )
  })

  it('lets two links change places, but not when one of the two is refused', async () => {
    await world.match()
    const swap = csv(['sku', 'odooProductId'], ['A-1', '2'], ['A-2', '1'])
    assert.equal((await imported(swap)).problems.length, 2, 'the SKUs say otherwise')
    world.model.updateItem(itemId(1), { sku: 'X' })
    world.model.updateItem(itemId(2), { sku: 'Y' })
    assert.deepEqual((await imported(csv(['sku', 'odooProductId'], ['X', '2'], ['Y', '1']))).linked, 2)
    assert.deepEqual(await world.linked(), ['1: 2 by hand', '2: 1 by hand', '3: 3 by sku'])

    const half = await imported(csv(['variantId', 'odooProductId', 'sku'], [variantId(1), '3', ''], [variantId(3), '2', 'wrong']), {
      partial: true,
      override: true,
    })
    assert.deepEqual(
      half.problems.map(({ row, code }) => `${row} ${code}`),
      ['3 LINK_NAMES_DISAGREE'],
    )
    const products = (await world.links()).map(({ odooProductId }) => odooProductId)
    assert.equal(new Set(products).size, products.length)
  })

  for (const [name, file, format, problem] of [
    ['has no known column', 'a,b\r\n1,2', 'csv', /row 1 names none of the columns: sku, variantId/],
    ['is not closed', 'sku,odooProductId\r\n"A,1', 'csv', /row \d+ cannot be read as CSV/],
    ['is no JSON', '{', 'json', /payload.file cannot be read as JSON/],
    ['is no list', '{}', 'json', /payload.file must be a list of objects/],
    ['has something else in its list', '[1]', 'json', /payload.file\[0\] must be of type object/],
  ] as const) {
    it(`that ${name} is refused as a whole`, async () => {
      assert.match(await refusal(byHand(world, { action: 'import', file, format })), problem)
    })
  }

  it('of a large catalogue is looked up with few calls', async () => {
    const count = 1500
    const rows = Array.from({ length: count }, (_, at) => 1000 + at)
    for (const n of rows) {
      world.variant(n, `B-${n}`)
      world.odoo.put(n, { default_code: `B-${n}` })
    }
    const calls: string[] = []
    const variantsOf = world.shopify.variantsOf.bind(world.shopify)
    world.shopify.variantsOf = (ids) => {
      calls.push('variantsOf')
      return variantsOf(ids)
    }
    const bySku = await imported(csv(['sku', 'odooSku'], ...rows.map((n) => [`B-${n}`, `B-${n}`])))
    assert.deepEqual([bySku.linked, bySku.problems], [count, []])
    const byId = await imported(csv(['variantId', 'odooProductId'], ...rows.map((n) => [variantId(n), String(n)])))
    assert.equal(byId.unchanged, count)
    assert.ok(calls.length < 12, `${calls.length} calls`)
    assert.ok(world.odoo.asked.length < 40, `${world.odoo.asked.length} searches`)
  })
})
