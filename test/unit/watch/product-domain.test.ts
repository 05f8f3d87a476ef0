import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { inCompanies } from '../../../src/engine/watch/odoo-reading.ts'
import { productDomain, proveDomain } from '../../../src/engine/watch/products.ts'
import { answersOdoo } from '../../support/watch/answers-odoo.ts'
import { wordOf } from '../../../src/base/text/say.ts'

describe('which products are watched', () => {
  for (const text of [
    '[["sale_ok", "=", true]]',
    '["|", ["categ_id", "child_of", 12], "!", ["default_code", "=like", "X%"], ["active", "=", true]]',
    '["&", "&", ["a", "=", 1], ["b.c", "in", [1]], ["d", "!=", false]]',
  ]) {
    it(`can be said as ${text}`, () => {
      assert.deepEqual(productDomain(text), JSON.parse(text))
    })
  }

  it('is every product when nothing is said', () => {
    assert.deepEqual([productDomain(''), productDomain(' '), productDomain('[]')], [[], [], []])
  })

  for (const [text, problem] of [
    ["[('sale_ok', '=', True)]", /no JSON/],
    ['{"sale_ok": true}', /list of terms/],
    ['["sale_ok", "=", true]', /"sale_ok" is no term/],
    ['[["sale_ok", "=="  , true]]', /operator/],
    ['[["sale_ok"]]', /no term/],
    ['[["1=1", "=", 1]]', /name of a field/],
    ['["|", ["sale_ok", "=", true]]', /\| has too few terms/],
    ['[["sale_ok", "=", true], "!"]', /! has too few terms/],
  ] as const) {
    it(`cannot be said as ${text}`, () => {
      assert.throws(
        () => productDomain(text),
        (error) => error instanceof SyncError && error.code === 'WATCH_SCOPE_INVALID' && problem.test(wordOf(error.values['problem'])),
      )
    })
  }

  it('is proved by asking Odoo, whose words are passed on', async () => {
    const refusing = answersOdoo(() => {
      throw new SyncError('ODOO_REFUSED', { detail: 'Invalid field product.product.foo' })
    }).odoo
    await proveDomain(refusing, [])
    await assert.rejects(proveDomain(refusing, [['foo', '=', 1]]), {
      code: 'WATCH_SCOPE_INVALID',
      values: { setting: 'domain', problem: 'Invalid field product.product.foo' },
    })
    const down = answersOdoo(() => {
      throw new SyncError('ODOO_UNREACHABLE')
    }).odoo
    await assert.rejects(proveDomain(down, [['foo', '=', 1]]), { code: 'ODOO_UNREACHABLE' })
  })
})

describe('the companies of a watch', () => {
  it('are said with every reading, besides what the reading says itself', async () => {
    const { odoo, asked } = answersOdoo(() => [])
    const own = inCompanies(odoo, [3, 1])
    await own.searchRead('stock.quant', [], [])
    await own.searchRead('stock.location', [], [], { limit: 1, context: { active_test: false } })
    assert.deepEqual(
      asked.map(({ options }) => options),
      [{ context: { allowed_company_ids: [3, 1] } }, { limit: 1, context: { active_test: false, allowed_company_ids: [3, 1] } }],
    )
  })

  it('are those of the connection when none is said', () => {
    const { odoo } = answersOdoo(() => [])
    assert.equal(inCompanies(odoo, []), odoo)
  })
})
