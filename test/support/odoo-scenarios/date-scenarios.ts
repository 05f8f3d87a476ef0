import assert from 'node:assert/strict'
import { nj } from './places.ts'
import type { Scenario } from './scenario.ts'
import type { Scene } from './scene.ts'
import { Shelves } from './shelves.ts'

const day = 86_400_000

/** The units in lots past their date, as last sent. */
function past(scene: Scene, ...asked: Parameters<Scene['picture']>): number {
  return scene.picture(...asked).stock.reduce((sum, one) => sum + (one.pastRemoval ?? 0) + (one.pastExpiration ?? 0), 0)
}

/** Lots with dates: what Odoo reserves for no order is not counted (odoo-orders-facts 3). */
export const dateScenarios: readonly Scenario[] = [
  {
    name: 'lots past their removal and expiration dates',
    async play(scene) {
      const shelves = new Shelves(scene.stage.admin)
      const { majorVersion } = await scene.stage.admin.identity()
      const product = await scene.product()
      await shelves.useDates(product)
      const now = scene.stage.clock.now()
      await scene.step('7 fresh, 5 past removal, 11 expired', async () => {
        await shelves.putLot(product, nj, 7, { removal: now + 30 * day, expiration: now + 60 * day })
        await shelves.putLot(product, nj, 5, { removal: now - 2 * day, expiration: now + 20 * day })
        await shelves.putLot(product, nj, 11, { removal: now - 3 * day, expiration: now - day })
      })
      const sellable = majorVersion >= 19 ? 7 : 12
      assert.deepEqual(scene.at(product, nj), [sellable, 0])
      assert.equal(past(scene, product), 23 - sellable)
      scene.note(`${sellable} counted`)
      let order = 0
      await scene.step('sold more than that', async () => (order = await scene.office.sell('NJ', product, 30)))
      assert.equal(await shelves.reservedFor(order), sellable, 'what Odoo reserves')
      assert.deepEqual(scene.at(product, nj), [sellable, sellable])
      await scene.step('cancelled', () => scene.office.cancel(order))
      await shelves.useDates(product, false)
      await scene.step('dates switched off for the product, compared', async () => undefined, { request: { what: 'compare' } })
      assert.deepEqual(scene.at(product, nj), [23, 0])
    },
  },
  {
    name: 'a date that passes',
    async play(scene) {
      const shelves = new Shelves(scene.stage.admin)
      const product = await scene.product()
      await shelves.useDates(product)
      const kit = await scene.product(0, { type: 'kit', of: new Map([[product, 2]]) })
      await scene.step('kit made, compared', async () => undefined, { request: { what: 'compare' } })
      // Long enough for a slow server to carry out what comes before it.
      const ends = scene.stage.clock.now() + scene.stage.dateMs
      const later = { removal: ends + 30 * day, expiration: ends + 60 * day }
      const lot = await shelves.putLot(product, nj, 4, { removal: ends, expiration: ends })
      await scene.step('3 of 4 sold', () => scene.office.sell('NJ', product, 3))
      await scene.step('6 fresh ones', () => shelves.putLot(product, nj, 6, later))
      assert.deepEqual(scene.at(product, nj), [10, 3])
      assert.ok(scene.stage.clock.now() < ends, 'the server was fast enough')
      assert.deepEqual(await scene.step('nothing', async () => undefined), [])
      const both = [product.sku, kit.sku].toSorted()
      const sent = await scene.step('passed', () => scene.stage.pass(ends + 2_000 - scene.stage.clock.now()))
      assert.deepEqual(sent.toSorted(), both, 'sent by the next poll')
      assert.deepEqual([scene.at(product, nj), past(scene, product)], [[9, 3], 1], 'what is reserved counts once')
      assert.deepEqual(scene.picture(kit).kit?.components[0]?.stock[0]?.quantity, 9)
      assert.deepEqual(await scene.step('nothing more', async () => undefined), [])
      assert.deepEqual((await scene.step('put off', () => shelves.date(lot, later))).toSorted(), both)
      assert.deepEqual([scene.at(product, nj), past(scene, product)], [[10, 3], 0])
    },
  },
]
