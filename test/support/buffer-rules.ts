import fc from 'fast-check'
import { type BufferAmount, noAmount, ruleKinds } from '../../src/rules/buffer/amounts.ts'
import { type BufferRule, type BufferRules, listedRules, subjectOf } from '../../src/rules/buffer/buffer-rules.ts'
import { shopifyLocation } from './pictures.ts'

/** The rules of a buffer, of which those that are not given are empty. */
export function keptRules(rules: Partial<BufferRules> = {}): BufferRules {
  return { default: noAmount, perLocation: [], perProduct: [], perProductAtLocation: [], ...rules }
}

/** One rule for each thing there can be, and SKUs that a file could take for something else. */
export const oddRules: BufferRules = keptRules({
  default: { kind: 'percent', value: 12.125 },
  perLocation: [{ locationId: shopifyLocation(71), location: 'New Jersey, "east"', kind: 'fixed', value: 0.5 }],
  perProduct: [
    { sku: '00123', kind: 'fixed', value: 20 },
    { sku: '=1+1', kind: 'percent', value: 100 },
    { sku: "'=quoted", kind: 'none', value: 0 },
    { sku: "'0017", kind: 'fixed', value: 1 },
    { sku: '="0017"', kind: 'fixed', value: 1 },
    { sku: '1e5', kind: 'percent', value: 1e-7 },
    { sku: '\u00a37', kind: 'sales', value: 3.5 },
    { productId: 123, kind: 'none', value: 0 },
    { sku: 'A', productId: 124, kind: 'fixed', value: 1e21 },
  ],
  perProductAtLocation: [
    { sku: 'A at B', locationId: shopifyLocation(99), location: '', kind: 'none', value: 0 },
    { productId: 123, locationId: shopifyLocation(72), location: '=Köln', kind: 'percent', value: 5 },
  ],
})

const text = fc
  .array(fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\t', '0', '8', ' ', '%', '\n', 'none', 'SKU', 'é', '保', '＝', ' at '), {
    maxLength: 8,
  })
  .map((parts) => parts.join('').trim())
const kinds = Object.entries(ruleKinds).map(([kind, { atMost }]) => ({ kind, atMost }))
const amount: fc.Arbitrary<BufferAmount> = fc.constantFrom(...kinds).chain(({ kind, atMost }) =>
  fc.oneof(fc.integer({ min: 0, max: Math.min(atMost, 1000) }), fc.double({ min: 0, max: atMost, noNaN: true })).map((value) => ({
    kind: isKind(kind) ? kind : 'none',
    value: value === 0 ? 0 : value,
  })),
)
const rule = fc
  .tuple(
    fc.record({ sku: text.filter((sku) => sku !== ''), productId: fc.integer({ min: 1, max: 1e9 }) }, { requiredKeys: [] }),
    fc.option(fc.record({ locationId: fc.nat({ max: 99 }).map(shopifyLocation), location: text }), { nil: undefined }),
    amount,
  )
  .map(([product, place, kept]): BufferRule => ({ ...product, ...place, ...kept }))

/** Rules of anything, no two of them for the same thing. */
export const anyRules: fc.Arbitrary<BufferRules> = fc.uniqueArray(rule, { maxLength: 8, selector: subjectOf }).map(listedRules)

function isKind(name: string): name is keyof typeof ruleKinds {
  return Object.hasOwn(ruleKinds, name)
}
