import assert from 'node:assert/strict'
import { sharesStock, stockOf } from '../../../src/rules/map/pool.ts'

const pool = (key: string, product = 1): string => `shop@odoo.example.com:8069:${product}:${key}`

describe('pools of one stock', () => {
  it('begin with the name of the stock, and only they do', () => {
    assert.equal(stockOf(pool('1/7/8,1/7/15-1/7/9')), 'shop@odoo.example.com:8069:1:')
    assert.notEqual(stockOf(pool('8')), stockOf(pool('8', 11)))
    for (const name of ['WH/Stock of product 1', 'p', 'level:shop gid://shopify/InventoryItem/1 gid://shopify/Location/1'])
      assert.equal(stockOf(name), name)
  })

  const pairs: readonly [string, string, boolean][] = [
    ['8', '8', true],
    ['8', '15', false],
    ['8,15', '15,20', true],
    ['1/7/8', '1/7', true],
    ['1/7/8', '1/7/9', false],
    ['1/7-1/7/8', '1/7/8', false],
    ['1/7-1/7/9', '1/7/8', true],
    ['1/7-1/7/8', '1/7/8/30', false],
    // The path was not known to the one: the location itself is.
    ['8', '1/7/8', true],
    ['8', '1/7/8/30', true],
    ['8#a', '8#b', false],
    ['8#a', '8#a', true],
    ['8#a', '8', true],
    ['8,9#a', '8#b', true],
  ]
  for (const [one, other, shared] of pairs) {
    it(`${one} and ${other} ${shared ? 'sell the same units' : 'have nothing in common'}`, () => {
      assert.equal(sharesStock(pool(one), pool(other)), shared)
      assert.equal(sharesStock(pool(other), pool(one)), shared)
      assert.equal(sharesStock(pool(one), pool(other, 2)), false)
    })
  }
})
