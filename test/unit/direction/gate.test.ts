import assert from 'node:assert/strict'
import { odooOwnsStock, type DirectionPolicy } from '../../../src/rules/direction/direction-policy.ts'
import { gate, readyPolicy, stoppedFailure, stoppedStep } from '../../../src/rules/direction/gate.ts'
import { describeFailure } from '../../../src/base/error/describe.ts'
import { english, german, saying, wordsOf } from '../../support/english.ts'
import { levelLine } from '../../support/levels.ts'
import { picture, shopifyLocation } from '../../support/pictures.ts'

const policy = (exceptions: DirectionPolicy['exceptions'] = []) => readyPolicy({ ...odooOwnsStock, exceptions })
const line = levelLine(482, 1, 5)

describe('the direction gate', () => {
  it('lets stock go from Odoo to Shopify and stops it the other way', () => {
    assert.equal(gate(line, 'odoo_to_shopify', policy()).allowed, true)
    const stopped = gate(line, 'shopify_to_odoo', policy())
    assert.deepEqual(stopped, { allowed: false, event: 'inventory_quantity', direction: 'shopify_to_odoo', policy: 'odoo_to_shopify' })
  })

  it('says why it stopped a line', () => {
    const stopped = gate({ ...line, event: 'manual_shopify_edit' }, 'shopify_to_odoo', policy())
    assert.deepEqual(wordsOf([stoppedStep(stopped)]), ['stopped: manual_shopify_edit may not go Shopify to Odoo (policy: off)'])
    assert.deepEqual(wordsOf([stoppedStep(stopped)], german), [
      'angehalten: manual_shopify_edit darf nicht in der Richtung Shopify nach Odoo gehen (Regel: aus)',
    ])
    const failed = describeFailure(stoppedFailure(line, stopped), english, '2026-03-01T10:05:00Z')
    assert.equal(failed.class, 'direction-conflict')
    assert.equal(failed.subject.sku, 'SKU-482')
    assert.match(failed.text, /the policy for it is off/)
  })

  it('lets nothing through that is off, and everything that goes both ways', () => {
    const both = readyPolicy({ default: { ...odooOwnsStock.default, return: 'both' } })
    for (const direction of ['odoo_to_shopify', 'shopify_to_odoo'] as const) {
      assert.equal(gate({ ...line, event: 'in_transit_visibility' }, direction, both).allowed, false)
      assert.equal(gate({ ...line, event: 'return' }, direction, both).allowed, true)
    }
  })

  it('prefers the most specific exception, wherever it stands in the list', () => {
    const off = { inventory_quantity: 'off' } as const
    const both = { inventory_quantity: 'both' } as const
    const here = shopifyLocation(1)
    const shop = 'a.myshopify.com'
    const way = (...exceptions: NonNullable<DirectionPolicy['exceptions']>[number][]) =>
      gate(line, 'shopify_to_odoo', policy(exceptions), shop).policy
    assert.equal(way({ shop, events: off }, { locationId: here, events: both }), 'both')
    assert.equal(way({ sku: 'SKU-482', events: both }, { shop, locationId: here, events: off }), 'both')
    assert.equal(way({ sku: 'SKU-482', events: off }, { sku: 'SKU-482', locationId: here, events: both }), 'both')
    assert.equal(way({ sku: 'SKU-482', events: off }, { productId: 482, events: both }), 'both')
    assert.equal(way({ productId: 482, events: off }, { sku: 'SKU-482', locationId: here, events: both }), 'both')
    assert.equal(way({ shop: 'b.myshopify.com', events: off }), 'odoo_to_shopify')
  })

  it('falls back where a more specific exception does not mention the kind of event', () => {
    const exceptions = [
      { sku: 'SKU-482', events: { return: 'off' } },
      { locationId: shopifyLocation(1), events: { inventory_quantity: 'both' } },
    ] as const
    const verdict = gate(line, 'shopify_to_odoo', policy(exceptions))
    assert.deepEqual([verdict.allowed, verdict.exception?.locationId], [true, shopifyLocation(1)])
  })

  it('judges pictures, which name no Shopify location, without exceptions for locations', () => {
    const exceptions = [{ locationId: shopifyLocation(1), events: { inventory_quantity: 'off' } }] as const
    assert.equal(gate(picture([], []), 'odoo_to_shopify', policy(exceptions)).allowed, true)
    assert.equal(gate(line, 'odoo_to_shopify', policy(exceptions)).allowed, false)
  })

  it('refuses a policy that leaves something open or says something twice', () => {
    const { return: _return, ...open } = odooOwnsStock.default
    assert.throws(() => readyPolicy({ default: open }), saying(/DIRECTION_POLICY_INVALID.*policy\.default\.return.*is missing/))
    assert.throws(() => readyPolicy({ default: { ...odooOwnsStock.default, return: 'sideways' } }), saying(/must be one of/))
    assert.throws(() => policy([{ events: { return: 'off' } }]), saying(/exceptions\[0\].*needs/))
    assert.throws(
      () =>
        policy([
          { sku: 'A', events: { return: 'off' } },
          { sku: 'A', events: { return: 'both' } },
        ]),
      saying(/appears twice/),
    )
    assert.throws(() => readyPolicy(JSON.parse('{"__proto__":{}}')), saying(/not allowed/))
  })
})
