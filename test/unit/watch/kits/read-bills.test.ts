import assert from 'node:assert/strict'
import { SyncError } from '../../../../src/base/error/sync-error.ts'
import type { OdooRow } from '../../../../src/ports/odoo/odoo.ts'
import { KitBook } from '../../../../src/engine/watch/kits/kit-book.ts'
import { readBills } from '../../../../src/engine/watch/kits/read-bills.ts'
import { recipeOf } from '../../../../src/engine/watch/kits/recipe.ts'
import { readUnitRatios } from '../../../../src/engine/watch/kits/unit-ratio.ts'
import { answersOdoo, comparedWith, type Search } from '../../../support/watch/answers-odoo.ts'

const product = (id: number, more: Record<string, unknown> = {}): OdooRow => ({
  id,
  product_tmpl_id: id + 1000,
  default_code: `SKU-${id}`,
  name: `Item ${id}`,
  type: 'consu',
  is_storable: true,
  uom_id: 1,
  product_template_attribute_value_ids: [],
  ...more,
})
const bill: OdooRow = {
  id: 5,
  type: 'phantom',
  product_tmpl_id: 1100,
  product_id: false,
  product_qty: 1,
  product_uom_id: 1,
  company_id: false,
  sequence: 0,
}
const line = (id: number, product_id: number, product_qty: number, more: Record<string, unknown> = {}): OdooRow => ({
  id,
  bom_id: 5,
  product_id,
  product_qty,
  product_uom_id: 1,
  bom_product_template_attribute_value_ids: [],
  ...more,
})

describe('bills of materials', () => {
  let tables: Record<string, OdooRow[]>
  beforeEach(() => {
    tables = {
      'mrp.bom': [bill],
      'mrp.bom.line': [line(1, 1, 2), line(2, 2, 1)],
      'product.product': [product(100), product(1), product(2)],
    }
  })

  function rows({ model, domain }: Search): OdooRow[] {
    const found = tables[model]
    if (found === undefined) throw new SyncError('ODOO_REFUSED', { model })
    const ids = comparedWith(domain, 'id')
    const templates = comparedWith(domain, 'product_tmpl_id')
    return found
      .filter((row) => !Array.isArray(ids) || ids.includes(row.id))
      .filter((row) => !Array.isArray(templates) || templates.includes(row['product_tmpl_id']))
  }
  const parts = async (majorVersion = 19) => {
    const recipe = recipeOf(100, await readBills(answersOdoo(rows, majorVersion).odoo))
    return recipe === undefined || 'problem' in recipe ? recipe : recipe.parts.map(({ productId, per }) => [productId, per])
  }

  it('are read with their lines and products; archived products too', async () => {
    const { odoo, asked } = answersOdoo(rows)
    await readBills(odoo)
    assert.deepEqual(await parts(), [
      [1, 2],
      [2, 1],
    ])
    const reads = asked.filter(({ model }) => model === 'product.product')
    assert.ok(reads.every(({ options }) => options.context?.['active_test'] === false))
  })

  it('need one call where there is no manufacturing, and the field that tells', async () => {
    tables = {}
    const { odoo, asked } = answersOdoo(rows)
    let fields: unknown
    const without = {
      ...odoo,
      call: async (_model: string, _method: string, _ids: readonly number[], named?: Record<string, unknown>) => ((fields = named), {}),
    }
    assert.equal((await readBills(without)).bills.size, 0)
    assert.deepEqual(fields, { allfields: ['is_kits'], attributes: ['type'] })
    assert.deepEqual(
      asked.map(({ model }) => model),
      ['mrp.bom'],
    )
  })

  it('that may not be read stop the watch: a kit would look like no stock', async () => {
    const { odoo } = answersOdoo(({ model }) => {
      if (model === 'mrp.bom') throw new SyncError('ODOO_RIGHTS_MISSING', { model })
      return []
    })
    await assert.rejects(readBills(odoo), { code: 'ODOO_RIGHTS_MISSING' })
    const refused = { ...answersOdoo(rows).odoo, call: async () => ({ is_kits: { type: 'boolean' } }) }
    tables = {}
    await assert.rejects(readBills(refused), { code: 'ODOO_REFUSED' })
  })

  it('that differ by variant are told apart by attribute', async () => {
    tables['mrp.bom.line'] = [
      line(1, 1, 2, { bom_product_template_attribute_value_ids: [31, 32] }),
      line(2, 2, 1, { bom_product_template_attribute_value_ids: [41] }),
    ]
    tables['product.template.attribute.value'] = [31, 32, 41].map((id) => ({ id, attribute_line_id: Math.floor(id / 10) }))
    tables['product.product'] = [product(100, { product_template_attribute_value_ids: [32, 42] }), product(1), product(2)]
    assert.deepEqual(await parts(), [[1, 2]])
  })

  it('count a line for every variant when the attribute cannot be read, because that never sells too much', async () => {
    tables['mrp.bom.line'] = [line(1, 1, 2, { bom_product_template_attribute_value_ids: [31] })]
    tables['product.template.attribute.value'] = []
    assert.deepEqual(await parts(), [[1, 2]])
  })

  for (const [version, dozen] of [
    [17, { factor: 1 / 12, category_id: 1 }],
    [18, { factor: 1 / 12, category_id: 1 }],
    [19, { factor: 12, relative_uom_id: 1 }],
  ] as const) {
    it(`convert units the way of Odoo ${version}`, async () => {
      tables['mrp.bom.line'] = [line(1, 1, 1, { product_uom_id: 2 })]
      tables['uom.uom'] = [
        { id: 1, factor: 1, category_id: 1, relative_uom_id: false },
        { id: 2, ...dozen },
        { id: 3, factor: 1, category_id: 2, relative_uom_id: false },
      ]
      if (version === 17) tables['product.product'] = [product(100), product(1, { type: 'product' }), product(2)]
      const found = await parts(version)
      assert.ok(Array.isArray(found))
      assert.deepEqual(
        found.map(([id, per]) => [id, Math.round((per ?? 0) * 1e9) / 1e9]),
        [[1, 12]],
      )
      const ratio = await readUnitRatios(answersOdoo(rows, version).odoo)
      assert.equal(ratio(2, 3), undefined)
    })
  }

  describe('read again', () => {
    const minute = 60_000
    const none = async () => []
    const kitsRead = (asked: readonly Search[]) => asked.filter(({ model }) => model === 'mrp.bom').length

    it('are not more often than once a minute', async () => {
      const { odoo, asked } = answersOdoo(rows)
      const book = new KitBook()
      for (let now = 0; now < 10 * minute; now += 5_000) await book.refresh(odoo, () => now, none)
      assert.equal(kitsRead(asked), 10)
    })

    it('are less often when reading them takes long', async () => {
      const { odoo, asked } = answersOdoo(rows)
      const book = new KitBook()
      for (let now = 0; now < 20 * minute; now += 5_000) {
        let looks = 0
        await book.refresh(odoo, () => now + 15_000 * looks++, none)
      }
      assert.equal(kitsRead(asked), 4)
    })

    it('tell what changed until that was given out: a line that is gone, and a kit that is none any more', async () => {
      const { odoo } = answersOdoo(rows)
      const book = new KitBook()
      await book.refresh(
        odoo,
        () => 0,
        async () => [55],
      )
      assert.deepEqual(
        book.changed().toSorted((one, other) => one - other),
        [55, 100],
      )
      assert.deepEqual(book.shown(), [55, 100])
      book.settle([55, 100])
      tables['mrp.bom.line'] = [line(1, 1, 2)]
      await book.refresh(odoo, () => minute, none)
      assert.deepEqual(book.changed(), [100])
      assert.deepEqual([book.kitsWith([1]), book.kitsWith([2])], [[100], []])
      book.settle([100])
      tables['mrp.bom'] = []
      await book.refresh(odoo, () => 2 * minute, none)
      assert.deepEqual([book.changed(), book.recipe(100)], [[100], undefined])
    })
  })
})
