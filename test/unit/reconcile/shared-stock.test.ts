import assert from 'node:assert/strict'
import { defaultDeliveryOptions } from '../../../src/rules/delivery/options.ts'
import type { LinkedLevelLine } from '../../../src/base/messages/level.ts'
import { lookAt, type Looked } from '../../../src/engine/reconcile/look.ts'
import { defaultTiming } from '../../../src/engine/reconcile/ports.ts'
import { english, wordsOf } from '../../support/english.ts'
import { linkedLine } from '../../support/levels.ts'
import type { FloorOptions } from '../../support/reconcile/floor-options.ts'
import { on } from '../../support/reconcile/on-floor.ts'
import { planId } from '../../support/reconcile/plan-id.ts'
import { storedPlan } from '../../support/reconcile/report-plan.ts'
import { TwoShops } from '../delivery/support/two-shops.ts'

/** Odoo's stock `1/8`, one shelf of it, and another warehouse. */
const pairs = [
  ['the same places', '1/8', '1/8', true],
  ['places that overlap in part', '1/8,1/15', '1/15', true],
  ['a place and a part of it', '1/8', '1/8/30', true],
  ['places that have nothing in common', '1/8', '1/15', false],
  ['shares of one place', '1/8#a', '1/8#b', false],
] as const
const pool = (key: string): string => `shop@odoo.example.com:1:${key}`

/** What a comparison of the second shop finds. */
async function secondShop(scene: TwoShops, line: LinkedLevelLine): Promise<Looked | undefined> {
  const { store, clock, random } = scene
  const { shopify } = scene.shop(1)
  const ports = { store, clock, random, shopify, say: english, node: 'reconcile', tolerance: {}, timing: defaultTiming }
  const told = { wake: () => undefined, ask: () => undefined, tell: () => undefined, failed: () => undefined }
  const listener = { applied: () => undefined, failed: () => undefined }
  const delivery = () => ({ store, clock, random, shopify, say: english, options: defaultDeliveryOptions, listener })
  const plan = await storedPlan(store, [], 0)
  const [looked] = await clock.run(lookAt({ ...ports, ...told, delivery }, plan, [line]))
  return looked
}

describe('a comparison of levels that share a stock', () => {
  for (const [name, one, other, shared] of pairs) {
    const options: FloorOptions = { line: ({ location }) => ({ pool: pool(location === 1 ? one : other) }) }
    const places = [1, 2].map((location) => ({ product: 1, location, odoo: 10, shopify: 10 }))

    it(`counts what it finds sold at the one at the other, where that can be the same unit: ${name}`, () =>
      on(
        places,
        async (floor) => {
          await floor.goLive()
          floor.sell({ product: 1, location: 1 }, 3)
          await floor.command({ action: 'start', scope: { everyLevel: true } })
          const lines = await floor.planLines(planId(await floor.finish()))
          assert.deepEqual(
            lines.map(({ wanted }) => wanted),
            [7, shared ? 7 : 10],
          )
          const told = wordsOf(lines[1]?.sum).join('; ')
          assert.equal(/3 were sold at another location that sells the same stock.*7 is to be shown/.test(told), shared, told)
        },
        options,
      ))

    it(`counts what another shop was seen to sell and is no hold yet, and so does "why": ${name}`, async () => {
      const scene = new TwoShops()
      const names = [pool(one), pool(other)]
      await scene.read(10, {}, [0, 1], names)
      await scene.work()
      scene.sell(0, 3)
      const answer = Promise.withResolvers<void>()
      let writes = 0
      scene.shop(0).gate = (moment, call) => (moment === 'after' && call === 'setQuantities' && ++writes === 2 ? answer.promise : undefined)
      await scene.read(12, {}, [0], names)
      await scene.work()
      const asOf = await scene.store.transaction((tables) => tables.lastAsOf())
      const line = linkedLine(1, 1, 10, { asOf, pool: pool(other) })
      const looked = await secondShop(scene, line)
      assert.equal(looked?.line.wanted, shared ? 7 : 10)
      const { shop } = scene.shop(1).shopify
      const why = await scene
        .shop(1)
        .delivery.why({ shop, inventoryItemId: line.shopify.inventoryItemId, locationId: line.shopify.locationId })
      assert.equal(why.target, looked?.line.wanted, 'the report and "why" say the same')
      assert.deepEqual(wordsOf(why.trace.filter(({ code }) => code !== 'confirmed')), wordsOf(looked?.line.sum))
      answer.resolve()
      await scene.work(1000)
    })
  }
})
