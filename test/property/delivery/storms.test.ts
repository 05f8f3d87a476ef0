import assert from 'node:assert/strict'
import { play, type Storm } from '../../../bench/storm/play.ts'
import { ensureShopifySchemas } from '../../../scripts/fetch-shopify-schema.mjs'

const calm = { before: 20, after: 0 }
/** A small part of `npm run bench -- storm`: twelve levels rise by 500 units each as the outage begins. */
const storms: readonly Storm[] = [
  { ...calm, name: 'every call is answered 503 and not carried out', outage: { kind: '503 before', seconds: 20 } },
  { ...calm, name: 'every call is answered 503 and carried out', outage: { kind: '503 after', seconds: 20 } },
  { ...calm, name: 'every call is refused for pace', outage: { kind: 'throttled', seconds: 40 } },
]

describe('an outage while shoppers buy a unit a second', function () {
  this.timeout(120_000)
  before(() => ensureShopifySchemas())
  for (const storm of storms) {
    it(`oversells nothing and hides no more than was sold in it: ${storm.name}`, async () => {
      const { oversold, hiddenAfter, hiddenAtRest, aboveAtRest, soldMeanwhile, notes } = await play(storm, 1, 10)
      assert.deepEqual([oversold, aboveAtRest], [0, 0], notes.join('\n'))
      assert.ok(hiddenAfter <= soldMeanwhile, `${hiddenAfter} of ${soldMeanwhile} hidden a minute after it`)
      assert.ok(hiddenAtRest <= soldMeanwhile, `${hiddenAtRest} of ${soldMeanwhile} hidden at rest`)
    })
  }
})
