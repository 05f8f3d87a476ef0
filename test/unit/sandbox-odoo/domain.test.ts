import assert from 'node:assert/strict'
import { column, BackOffice } from './back-office.ts'

const office = new BackOffice(19)
const early = new BackOffice(17)

async function skus(domain: readonly unknown[], of = office): Promise<unknown[]> {
  const rows = await of.call('connector', 'product.product', 'search_read', [domain], { fields: ['default_code'], order: 'default_code' })
  return column(rows, 'default_code')
}

const one = 'SKU-0001'
const two = 'SKU-0002'

describe('a domain in the simulated Odoo', () => {
  const cases: readonly (readonly [string, readonly unknown[], readonly unknown[]])[] = [
    ['= a text', [['default_code', '=', one]], [one]],
    ['in a list', [['default_code', 'in', [one, two, 'none']]], [one, two]],
    ['or', ['|', ['default_code', '=', one], ['barcode', '=', '4000000000002']], [one, two]],
    ['and with not', ['&', ['default_code', 'in', [one, two]], '!', ['default_code', '=', one]], [two]],
    [
      'not like',
      [
        ['default_code', 'like', 'SKU-000'],
        ['default_code', 'not like', 'SKU-0001'],
        ['barcode', '<=', '4000000000002'],
      ],
      [two],
    ],
    ['=like with a wildcard', [['default_code', '=like', 'SKU-_001']], [one]],
    ['=ilike', [['default_code', '=ilike', 'sku-0001']], [one]],
    [
      '= false',
      [
        ['default_code', '=', false],
        ['barcode', '=', '4000000003001'],
      ],
      [false],
    ],
    ['a path', [['product_tmpl_id.name', '=', 'Test product 01']], [one]],
    [
      'a computed field',
      [
        ['free_qty', '=', 182],
        ['default_code', 'like', 'SKU'],
      ],
      ['SKU-0003'],
    ],
    ['any', [['product_tmpl_id', 'any', [['name', '=', 'Test product 02']]]], [two]],
    ['nothing in an empty list', [['id', 'in', []]], []],
  ]
  for (const [what, domain, found] of cases) {
    it(`knows ${what}`, async () => assert.deepEqual(await skus(domain), found))
  }

  it('knows what is below a location, archived locations too', async () => {
    const count = (domain: readonly unknown[]) => office.call('connector', 'stock.quant', 'search_count', [domain])
    const here = ['product_id', '=', office.product(one)]
    assert.equal(await count([here, ['location_id', 'child_of', office.location('NJ/Stock')]]), 4)
    assert.equal(await count([here, ['location_id', 'child_of', [office.location('NJ'), office.location('UK')]]]), 5)
    const without = ['!', ['location_id', 'child_of', office.location('NJ/Stock/Quarantine')]]
    assert.equal(await count([here, ['location_id', 'child_of', office.location('NJ/Stock')], ...without]), 3)
  })

  it('refuses an id that is not there below child_of in 17, and ignores it in 19', async () => {
    await assert.rejects(
      early.call('connector', 'stock.quant', 'search', [[['location_id', 'child_of', 99999]]]),
      /does not exist or has been deleted/,
    )
    assert.deepEqual(await office.call('connector', 'stock.quant', 'search', [[['location_id', 'child_of', 99999]]]), [])
  })

  it('ignores available_quantity in 17, and refuses it in 19', async () => {
    const domain = [['available_quantity', '>', 1e9]]
    assert.equal(
      await early.call('connector', 'stock.quant', 'search_count', [domain]),
      await early.call('connector', 'stock.quant', 'search_count', [[]]),
    )
    await assert.rejects(office.call('connector', 'stock.quant', 'search_count', [domain]), /not stored/)
  })

  it('pages by id without loss and without repetition', async () => {
    const all = await office.call('connector', 'stock.quant', 'search', [[]], { order: 'id' })
    const seen: unknown[] = []
    for (let last = 0; ;) {
      const page: unknown = await office.call('connector', 'stock.quant', 'search', [[['id', '>', last]]], { order: 'id', limit: 7 })
      assert.ok(Array.isArray(page))
      if (page.length === 0) break
      seen.push(...page)
      last = Number(page.at(-1))
    }
    assert.deepEqual(seen, all)
  })

  it('orders by a many2one by the order of its model, and refuses an order it does not understand', async () => {
    const rows = await office.call('connector', 'stock.quant', 'search_read', [[['product_id', '=', office.product(one)]]], {
      fields: ['location_id'],
      order: 'location_id desc',
      limit: 1,
      load: '',
    })
    assert.deepEqual(column(rows, 'location_id'), [office.location('UK/Stock')])
    await assert.rejects(office.call('connector', 'stock.quant', 'search', [[]], { order: 'id; drop' }), /Invalid "order" specified/)
  })
})
