import assert from 'node:assert/strict'
import { watchSettings } from '../../../../nodes/odoo-quant-watch/watch-settings.ts'
import { coverageOf, type Watch } from '../../../../src/engine/watch/watch.ts'

describe('the orders of this shop, as a watch is told', () => {
  it('are all orders unless a field is chosen, and then those that begin as it says', () => {
    assert.equal(watchSettings({}).ownOrders, undefined)
    assert.equal(watchSettings({ ownField: '', ownBegins: '#' }).ownOrders, undefined)
    assert.deepEqual(watchSettings({ ownField: 'team_id.name', ownBegins: ' Web ' }).ownOrders, { field: 'team_id.name', begins: 'Web' })
  })

  it('are refused by name without what they begin with, or by another field', () => {
    assert.throws(() => watchSettings({ ownField: 'origin' }), {
      code: 'CONFIG_MISSING',
      values: { setting: 'ownBegins', node: 'odoo-quant-watch' },
    })
    assert.throws(() => watchSettings({ ownField: 'partner_id', ownBegins: 'x' }), { code: 'CONFIG_INVALID' })
  })

  it('are part of what a watch covers: with others, everything is compared anew', () => {
    const watch: Watch = { name: 'w', locations: [{ locationId: 8 }] }
    const own: Watch = { ...watch, ownOrders: { field: 'origin', begins: '#' } }
    assert.notEqual(coverageOf(watch, 'db'), coverageOf(own, 'db'))
  })
})
