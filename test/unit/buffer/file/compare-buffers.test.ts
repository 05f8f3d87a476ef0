import assert from 'node:assert/strict'
import { compareBuffers } from '../../../../src/rules/buffer/compare-buffers.ts'
import { keptRules, oddRules } from '../../../support/buffer-rules.ts'
import { shopifyLocation } from '../../../support/pictures.ts'

describe('two buffers', () => {
  it('are the same whatever the order of their rules and the names of locations', () => {
    const { perLocation, perProduct, perProductAtLocation } = oddRules
    const renamed = <Rule extends object>(rules: readonly Rule[]) => rules.toReversed().map((rule) => ({ ...rule, location: 'renamed' }))
    const other = { ...oddRules, perLocation: renamed(perLocation), perProductAtLocation: renamed(perProductAtLocation) }
    assert.deepEqual(compareBuffers(oddRules, { ...other, perProduct: perProduct.toReversed() }), [])
  })

  it('differ rule by rule: what is added, changed and removed, with the amount before and after', () => {
    const place = { locationId: shopifyLocation(71), location: 'New Jersey' }
    const before = keptRules({
      default: { kind: 'percent', value: 5 },
      perLocation: [{ ...place, kind: 'fixed', value: 3 }],
      perProduct: [{ sku: 'A', kind: 'fixed', value: 20 }],
    })
    const after = keptRules({
      perLocation: [{ ...place, kind: 'percent', value: 3 }],
      perProduct: [{ sku: 'A', kind: 'none', value: 0 }],
      perProductAtLocation: [{ productId: 7, ...place, kind: 'none', value: 0 }],
    })
    assert.deepEqual(compareBuffers(before, after), [
      { ...place, change: 'changed', from: { kind: 'fixed', value: 3 }, to: { kind: 'percent', value: 3 } },
      { sku: 'A', change: 'changed', from: { kind: 'fixed', value: 20 }, to: { kind: 'none', value: 0 } },
      { productId: 7, ...place, change: 'added', to: { kind: 'none', value: 0 } },
      { change: 'removed', from: { kind: 'percent', value: 5 } },
    ])
  })
})
