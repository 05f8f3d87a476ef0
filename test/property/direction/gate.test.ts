import assert from 'node:assert/strict'
import fc from 'fast-check'
import { allowedWaySchema, odooOwnsStock, type DirectionException } from '../../../src/rules/direction/direction-policy.ts'
import { gate, type GateLine, readyPolicy } from '../../../src/rules/direction/gate.ts'
import { eventKinds } from '../../../src/base/messages/event-kind.ts'
import { shopifyLocation } from '../../support/pictures.ts'

const way = fc.constantFrom(...allowedWaySchema.enum)
const event = fc.constantFrom(...eventKinds)
const direction = fc.constantFrom('odoo_to_shopify' as const, 'shopify_to_odoo' as const)
const shops = ['a.myshopify.com', 'b.myshopify.com']
const locations = [1, 2].map(shopifyLocation)
const skus = ['A', 'B']

const exception: fc.Arbitrary<DirectionException> = fc
  .record(
    {
      shop: fc.constantFrom(...shops),
      locationId: fc.constantFrom(...locations),
      sku: fc.constantFrom(...skus),
      events: fc.dictionary(event, way, { minKeys: 1 }),
    },
    { requiredKeys: ['events'] },
  )
  .filter(({ shop, locationId, sku }) => shop !== undefined || locationId !== undefined || sku !== undefined)
const exceptions = fc.uniqueArray(exception, {
  maxLength: 8,
  selector: ({ shop, locationId, sku }) => JSON.stringify([shop, locationId, sku]),
})
const line: fc.Arbitrary<GateLine> = fc
  .record({ event, shop: fc.constantFrom(...shops), locationId: fc.constantFrom(...locations), sku: fc.constantFrom(...skus) })
  .map(({ event: kind, shop, locationId, sku }) => ({
    event: kind,
    shopify: { shop, locationId },
    odoo: { database: 'd', productId: 1, name: 'x', sku },
  }))

/** Fewer open ends are more specific: product, then location, then shop. */
function naive(all: readonly DirectionException[], asked: GateLine): DirectionException | undefined {
  const { shop, locationId } = asked.shopify ?? {}
  const sku = asked.odoo?.sku
  const order = [
    [sku, locationId, shop],
    [sku, locationId, undefined],
    [sku, undefined, shop],
    [sku, undefined, undefined],
    [undefined, locationId, shop],
    [undefined, locationId, undefined],
    [undefined, undefined, shop],
  ]
  for (const [p, l, s] of order) {
    const found = all.find(
      (each) =>
        each.sku === p && each.locationId === l && each.shop === s && each.events[asked.event ?? 'inventory_quantity'] !== undefined,
    )
    if (found !== undefined) return found
  }
  return undefined
}

describe('laws of the direction gate', () => {
  it('uses the exception that a table of specificity names, in whatever order they are written', () => {
    fc.assert(
      fc.property(exceptions, line, direction, (all, asked, going) => {
        const expected = naive(all, asked)
        const kind = asked.event ?? 'inventory_quantity'
        for (const list of [all, all.toReversed()]) {
          const verdict = gate(asked, going, readyPolicy({ ...odooOwnsStock, exceptions: list }))
          assert.equal(verdict.policy, expected?.events[kind] ?? odooOwnsStock.default[kind])
        }
      }),
      { numRuns: 500 },
    )
  })

  it('allows a way only when the policy says this way or both', () => {
    fc.assert(
      fc.property(exceptions, line, direction, (all, asked, going) => {
        const verdict = gate(asked, going, readyPolicy({ ...odooOwnsStock, exceptions: all }))
        assert.equal(verdict.allowed, [going, 'both'].includes(verdict.policy))
      }),
    )
  })

  it('does not depend on exceptions for somebody else', () => {
    fc.assert(
      fc.property(exceptions, line, direction, (all, asked, going) => {
        const mine = all.filter((each) => each.sku === undefined || each.sku === asked.odoo?.sku)
        const of = (list: readonly DirectionException[]) => gate(asked, going, readyPolicy({ ...odooOwnsStock, exceptions: list })).policy
        assert.equal(of(mine), of(all))
      }),
    )
  })
})
