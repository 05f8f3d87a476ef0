import assert from 'node:assert/strict'
import { nj, tx, quarantine } from './places.ts'
import type { Scenario } from './scenario.ts'

/** Goods that come, go, are counted, used up and put away. */
export const stockScenarios: readonly Scenario[] = [
  {
    name: 'receipt',
    async play(scene) {
      const product = await scene.product()
      assert.deepEqual(await scene.step('received', () => scene.office.receive(product, nj, 12)), [product.sku])
      assert.deepEqual(scene.at(product, nj), [12, 0])
      assert.deepEqual(await scene.step('nothing more', async () => undefined), [])
    },
  },
  {
    name: 'transfer between warehouses',
    async play(scene) {
      const product = await scene.product(20)
      await scene.step('sent off', () => scene.office.move(product, nj, 'transit', 8))
      assert.deepEqual(
        [scene.at(product, nj), scene.at(product, tx)],
        [
          [12, 0],
          [0, 0],
        ],
      )
      assert.deepEqual(await scene.step('on its way', async () => undefined), [])
      await scene.step('received', () => scene.office.move(product, 'transit', tx, 8))
      assert.deepEqual(
        [scene.at(product, nj), scene.at(product, tx)],
        [
          [12, 0],
          [8, 0],
        ],
      )
    },
  },
  {
    name: 'cycle count',
    async play(scene) {
      const product = await scene.product(10)
      await scene.step('counted less', () => scene.office.count(product, nj, 7))
      assert.deepEqual(scene.at(product, nj), [7, 0])
      const again = await scene.step('counted the same', () => scene.office.count(product, nj, 7))
      assert.deepEqual(again, [], 'a count that changes nothing is not sent')
      await scene.step('counted in a new place', () => scene.office.count(product, quarantine, 2))
      assert.deepEqual(scene.at(product, quarantine), [2, 0])
    },
  },
  {
    name: 'scrap',
    async play(scene) {
      const product = await scene.product(10)
      await scene.step('scrapped', () => scene.office.scrap(product, nj, 4))
      assert.deepEqual(scene.at(product, nj), [6, 0])
    },
  },
  {
    name: 'manufacturing',
    async play(scene) {
      const part = await scene.product(10)
      const made = await scene.product(0, { type: 'manufactured', of: new Map([[part, 2]]) })
      const sent = await scene.step('built', () => scene.office.manufacture(made, nj, 3))
      assert.deepEqual(sent.toSorted(), [part.sku, made.sku].toSorted())
      assert.deepEqual(
        [scene.at(part, nj), scene.at(made, nj)],
        [
          [4, 0],
          [3, 0],
        ],
      )
    },
  },
  {
    name: 'product archived',
    async play(scene) {
      const product = await scene.product(6)
      const seen = await scene.step('archived', () => scene.office.setActive(product, false))
      scene.note(seen.includes(product.sku) ? 'seen by the poll' : 'seen by the comparison only')
      await scene.step('compared', async () => undefined, { request: { what: 'compare' } })
      assert.equal(scene.picture(product).odoo.active, false)
      assert.deepEqual(scene.at(product, nj), [6, 0])
      await scene.step('counted while archived', () => scene.office.count(product, nj, 5))
      assert.deepEqual(scene.at(product, nj), [5, 0])
    },
  },
]
