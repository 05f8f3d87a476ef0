import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sumSteps, type LevelSum, targetOf } from '../../../src/rules/delivery/target.ts'
import { wordOf, type TextValues } from '../../../src/base/text/say.ts'
import type { Hold } from '../../../src/ports/store/hold.ts'
import { wordsOf } from '../../support/english.ts'

const holdOf = (quantity: number, order: string | null): Hold => ({
  shop: 'nova-trail.myshopify.com',
  inventoryItemId: 'gid://shopify/InventoryItem/1',
  locationId: 'gid://shopify/Location/1',
  id: `hold-${quantity}-${order}`,
  pool: 'pool',
  order,
  quantity,
  seen: quantity,
  asOf: 1,
  reservedAsOf: null,
  openedAt: 0,
  expiresAt: null,
})

const units = fc.nat({ max: 20 })
const holds = fc.array(fc.record({ quantity: units, order: fc.constantFrom(null, '#1001') }), { maxLength: 4 })

describe('the sum behind a level', () => {
  it('adds up, step by step, to what is to be shown', () => {
    fc.assert(
      fc.property(units, holds, units, units, fc.integer({ min: -9, max: 20 }), (quantity, kept, sold, elsewhere, shown) => {
        const own = kept.map((hold) => holdOf(hold.quantity, hold.order))
        const held = own.reduce((sum, hold) => sum + hold.quantity, 0) + sold + elsewhere
        const target = targetOf(quantity, held, shown)
        const steps = sumSteps({ quantity, holds: own, sold, elsewhere, target }, 'Soho')
        const [first, ...rest]: TextValues[] = steps.map(({ code, values = {} }) => ({ code, ...values }))
        const last = rest.at(-1)
        const taken = rest.filter(({ code }) => wordOf(code).startsWith('held-')).reduce((sum, step) => sum + Number(step['held']), 0)
        assert.deepEqual([first?.['code'], first?.['quantity']], ['wanted', quantity])
        assert.deepEqual([last?.['code'], last?.['quantity']], ['target', target])
        const left = rest.some(({ code }) => code === 'nothing-left')
        assert.equal(left, quantity - taken !== target, 'a step says where the difference is not what is shown')
        if (!left) assert.equal(Number(first?.['quantity']) - taken, target)
      }),
      { numRuns: 500 },
    )
  })

  it('reads as a person would say it', () => {
    const sum: LevelSum = { quantity: 12, holds: [holdOf(3, '#1001'), holdOf(2, null)], sold: 1, elsewhere: 0, target: 6 }
    assert.deepEqual(wordsOf(sumSteps(sum, 'Soho')), [
      '12 may be sold at Soho as Odoo sees it',
      '3 held since 1970-01-01T00:00:00.000Z for order #1001',
      '2 held since 1970-01-01T00:00:00.000Z for a sale that Odoo has not reserved yet',
      '1 fewer at Soho than were left there: they count as sold and are kept back',
      '6 is to be shown at Soho',
    ])
  })

  it('does not call a hold a sale whose job says that nothing proves it', () => {
    const sum: LevelSum = { quantity: 12, holds: [{ ...holdOf(2, null), doubtful: true }], sold: 0, elsewhere: 0, target: 10 }
    assert.equal(
      wordsOf(sumSteps(sum, 'Soho'))[1],
      '2 held since 1970-01-01T00:00:00.000Z as sold, without proof: it may be an edit in Shopify, and Odoo has not reserved it',
    )
  })
})
