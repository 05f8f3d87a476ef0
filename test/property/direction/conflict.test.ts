import assert from 'node:assert/strict'
import fc from 'fast-check'
import { conflictRules, resolveConflict } from '../../../src/rules/direction/conflict.ts'
import { isEcho } from '../../../src/rules/direction/echo.ts'

const side = fc.record({ quantity: fc.integer({ min: 0, max: 20 }), at: fc.integer({ min: 0, max: 200 }) })
const sides = fc.record({ agreed: fc.option(fc.integer({ min: 0, max: 20 })), odoo: side, shopify: side })
const swapped = (outcome: string): string => (outcome === 'odoo' ? 'shopify' : outcome === 'shopify' ? 'odoo' : outcome)

describe('the resolution of a conflict', () => {
  it('is one of the two quantities, never a third', () => {
    fc.assert(
      fc.property(sides, fc.constantFrom(...conflictRules), (two, rule) => {
        const resolved = resolveConflict(two, rule, 50)
        if (resolved.outcome === 'hold') return
        assert.ok([two.odoo.quantity, two.shopify.quantity].includes(resolved.quantity))
      }),
    )
  })

  it('does not favour a side by rules that name none', () => {
    fc.assert(
      fc.property(sides, fc.constantFrom('newest-wins', 'lowest-wins', 'hold'), (two, rule) => {
        const there = resolveConflict(two, rule, 50)
        const back = resolveConflict({ agreed: two.agreed, odoo: two.shopify, shopify: two.odoo }, rule, 50)
        const tie = two.odoo.quantity === two.shopify.quantity
        assert.equal(back.outcome, tie ? there.outcome : swapped(there.outcome))
      }),
    )
  })

  it('settles: once a side has followed, the same two sides agree', () => {
    fc.assert(
      fc.property(sides, fc.constantFrom(...conflictRules), (two, rule) => {
        const resolved = resolveConflict(two, rule, 50)
        if (resolved.outcome === 'hold') return
        const { quantity } = resolved
        const after = { agreed: quantity, odoo: { ...two.odoo, quantity }, shopify: { ...two.shopify, quantity } }
        assert.deepEqual(resolveConflict(after, rule, 50), { outcome: 'agree', quantity })
      }),
    )
  })

  it('never sells more than either side says when the lowest wins', () => {
    fc.assert(
      fc.property(sides, (two) => {
        const resolved = resolveConflict({ ...two, agreed: null }, 'lowest-wins', 1000)
        assert.ok(resolved.outcome !== 'hold' && resolved.quantity === Math.min(two.odoo.quantity, two.shopify.quantity))
      }),
    )
  })
})

describe('the recognition of an echo', () => {
  it('knows every own write again, however late and in whatever order the notices come, and no other quantity', () => {
    fc.assert(
      fc.property(fc.array(side, { minLength: 1, maxLength: 10 }), fc.integer({ min: 0, max: 30 }), (writes, late) => {
        for (const write of writes) assert.ok(isEcho({ quantity: write.quantity, at: write.at + late }, writes, 30))
        const strange = 1 + Math.max(...writes.map(({ quantity }) => quantity))
        assert.ok(!isEcho({ quantity: strange, at: 0 }, writes, 1000))
      }),
    )
  })
})
