import assert from 'node:assert/strict'
import { resolveConflict, type ConflictRule, type Resolution } from '../../../src/rules/direction/conflict.ts'

const window = 60_000
const at = (quantity: number, seconds: number) => ({ quantity, at: seconds * 1000 })

describe('a level that both systems changed', () => {
  for (const [rule, expected] of [
    ['odoo-wins', { outcome: 'odoo', quantity: 40, conflict: true }],
    ['shopify-wins', { outcome: 'shopify', quantity: 30, conflict: true }],
    ['newest-wins', { outcome: 'odoo', quantity: 40, conflict: true }],
    ['lowest-wins', { outcome: 'shopify', quantity: 30, conflict: true }],
    ['hold', { outcome: 'hold', conflict: true }],
  ] as const satisfies readonly (readonly [ConflictRule, Resolution])[]) {
    it(`is decided by the rule ${rule}`, () => {
      assert.deepEqual(resolveConflict({ agreed: 50, odoo: at(40, 20), shopify: at(30, 10) }, rule, window), expected)
    })
  }

  it('is no conflict when only one of them changed it, whatever the rule', () => {
    for (const rule of ['shopify-wins', 'hold'] as const) {
      const odoo = resolveConflict({ agreed: 50, odoo: at(40, 0), shopify: at(50, 0) }, rule, window)
      assert.deepEqual(odoo, { outcome: 'odoo', quantity: 40, conflict: false })
      const shopify = resolveConflict({ agreed: 50, odoo: at(50, 0), shopify: at(45, 0) }, rule, window)
      assert.deepEqual(shopify, { outcome: 'shopify', quantity: 45, conflict: false })
    }
  })

  it('is no conflict when both came to the same quantity, or long after each other', () => {
    assert.deepEqual(resolveConflict({ agreed: 50, odoo: at(40, 0), shopify: at(40, 5) }, 'hold', window), {
      outcome: 'agree',
      quantity: 40,
    })
    const late = resolveConflict({ agreed: 50, odoo: at(40, 0), shopify: at(60, 61) }, 'hold', window)
    assert.deepEqual(late, { outcome: 'shopify', quantity: 60, conflict: false })
  })

  it('is a conflict when nobody knows on what they agreed', () => {
    assert.equal(resolveConflict({ agreed: null, odoo: at(40, 0), shopify: at(60, 1) }, 'hold', window).outcome, 'hold')
  })
})
