import assert from 'node:assert/strict'
import fc from 'fast-check'
import { startShopifySandbox, type ShopifySandbox } from '../../../sandbox/shopify/shopify-sandbox.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { Budget } from '../../../src/adapters/shopify/pacing/budget.ts'
import { connectShopify } from '../../../src/adapters/shopify/connect.ts'
import type { Shopify } from '../../../src/ports/shopify/shopify.ts'
import { item, place, row, seedShop, variantId } from '../../contract/shopify/shop-world.ts'
import { allOf } from '../../support/all-of.ts'
import { fixedRandom } from '../../support/fixed-random.ts'
import { hurriedClock } from '../../support/hurried-clock.ts'
import { distorted, distortion, type Distortion } from './support/distortion.ts'
import { fuzzLimitMs, fuzzRuns } from './support/fuzz-runs.ts'

const accessToken = 'shpat_token_of_the_fuzz'
let key = 0

/** What the product asks of a shop. */
const work: readonly ((shopify: Shopify) => Promise<unknown>)[] = [
  (shopify) => shopify.installation(),
  (shopify) => shopify.locations(),
  async (shopify) => {
    for await (const page of shopify.variants({ metafield: true })) assert.ok(Array.isArray(page))
  },
  (shopify) => shopify.variantsOf([variantId(1), item(2), 'gid://shopify/ProductVariant/404']),
  async (shopify) => {
    const readings = await shopify.readLevels([1, 2, 6, 404].map((n) => ({ inventoryItemId: item(n), locationId: place(1) })))
    assert.equal(readings.length, 4)
    for (const { available, onHand } of readings) assert.ok(Number.isInteger(available) && Number.isInteger(onHand))
  },
  async (shopify) => {
    key += 1
    const batch = { name: 'available', reason: 'correction', referenceDocumentUri: 'gid://node-red-odoo/Picture/17' } as const
    const entries = [row(1, 10, 10), row(2, 999, 5)]
    const answer = await shopify.setQuantities({ ...batch, key: `00000000-0000-4000-8000-${String(key).padStart(12, '0')}`, entries })
    if (answer.outcome === 'refused') for (const { index } of answer.refusals) assert.ok(index === null || index === 0 || index === 1)
  },
  (shopify) => shopify.setMetafields([{ variantId: variantId(3), value: '{"a":1}', digest: null }]),
]

/** A cursor that the simulated Shopify takes, of the first row. */
const again = Buffer.from('{"position":0}').toString('base64')

/** The answer of a server that gives every page of a list as one that another follows, which is the same again. */
function withoutEnd(body: string): string {
  return body.replaceAll('"hasNextPage":false', '"hasNextPage":true').replaceAll(/"endCursor":(null|"[^"]*")/g, `"endCursor":"${again}"`)
}

describe('distorted answers of Shopify', function () {
  this.timeout(fuzzLimitMs)
  let sandbox: ShopifySandbox
  let planned: { after: number; wrong: Distortion } | undefined
  let repeating = 0
  const clock = hurriedClock(2000)

  before(async () => {
    sandbox = await startShopifySandbox({ clock, accessToken }, seedShop)
  })
  after(() => sandbox?.close())

  const fetching: typeof fetch = async (...asked) => {
    const response = await fetch(...asked)
    const right = { status: response.status, body: await response.text() }
    if (repeating > 0) {
      repeating -= 1
      assert.ok(repeating > 0, 'a list was followed for ever')
      return new Response(withoutEnd(right.body), { status: right.status, headers: { 'content-type': 'application/json' } })
    }
    const now = planned
    if (now !== undefined) now.after -= 1
    const { status, body } = now?.after === -1 ? distorted(right, now.wrong) : right
    return new Response(body, { status, headers: { 'content-type': response.headers.get('content-type') ?? '' } })
  }

  it('are told as a fault of Shopify or of the row, whatever was asked, and spoil nothing that is asked later', async () => {
    const settings = { shop: sandbox.shopDomain, apiUrl: sandbox.url, auth: { kind: 'token', accessToken }, timeoutMs: 60_000_000 } as const
    const asked = fc.record({ task: fc.nat(work.length - 1), after: fc.nat(2), wrong: distortion })
    await fc.assert(
      fc.asyncProperty(asked, async ({ task, after, wrong }) => {
        const shopify = connectShopify(settings, { clock, random: fixedRandom, budget: new Budget(clock), fetch: fetching })
        try {
          planned = { after, wrong }
          await work[task]?.(shopify).catch((error: unknown) => {
            assert.ok(error instanceof SyncError, error instanceof Error ? error.stack : String(error))
            assert.match(error.code, /^SHOPIFY_/)
            assert.ok(!error.message.includes(accessToken))
          })
          planned = undefined
          assert.equal((await shopify.locations()).length, 4)
        } finally {
          planned = undefined
          await shopify.close()
        }
      }),
      fuzzRuns(400),
    )
  })

  it('that give one page of a list again and again are told as invalid, and followed no further', async () => {
    const settings = { shop: sandbox.shopDomain, apiUrl: sandbox.url, auth: { kind: 'token', accessToken }, timeoutMs: 60_000_000 } as const
    const shopify = connectShopify(settings, { clock, random: fixedRandom, budget: new Budget(clock), fetch: fetching })
    const lists = [() => shopify.locations(), () => allOf(shopify.variants()), () => allOf(shopify.variants({ skus: ['A'] }))]
    for (const list of lists) {
      repeating = 20
      await assert.rejects(list(), { code: 'SHOPIFY_ANSWER_INVALID' })
    }
    repeating = 0
    await shopify.close()
  })
})
