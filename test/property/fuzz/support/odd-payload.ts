import fc from 'fast-check'
import { distortion, type Distortion, distortValue } from './distortion.ts'

/** What somebody could send by mistake: anything that JSON can say, and good payloads with one thing wrong in them. */
export function oddPayload(good: readonly unknown[]): fc.Arbitrary<unknown> {
  const keys = fc.constantFrom('kind', 'products', 'skus', 'everything', 'action', 'odoo', 'shopify', '__proto__', 'x')
  const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.dictionary(keys, fc.jsonValue({ maxDepth: 2 })), fc.constant(undefined))
  const wrong = distortion.filter(({ what }) => what === 'value' || what === 'gone')
  const almost = fc.record({ one: fc.constantFrom(...good), wrong }).map(({ one, wrong: how }) => distortedCopy(one, how))
  return fc.oneof({ weight: 1, arbitrary: anything }, { weight: 3, arbitrary: almost })
}

function distortedCopy(good: unknown, wrong: Distortion): unknown {
  return distortValue(structuredClone(good), wrong)
}
