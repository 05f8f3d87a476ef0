import assert from 'node:assert/strict'
import { nj, quarantine } from './places.ts'
import type { Scenario } from './scenario.ts'
import { Shelves } from './shelves.ts'

/** What is decided about stock that lies, belongs or is sold in other ways. */
export const placeScenarios: readonly Scenario[] = [
  {
    name: 'location moved under another',
    async play(scene) {
      const shelves = new Shelves(scene.stage.admin)
      const product = await scene.product(3)
      const name = `Shelf ${product.sku}`
      const shelf = await shelves.makeShelf(name, nj)
      await shelves.makeShelf('Bin', `${nj}/${name}`)
      await scene.step('counted on it', () => scene.office.count(product, `${nj}/${name}/Bin`, 5))
      assert.deepEqual(scene.at(product, nj), [8, 0])
      assert.deepEqual(await scene.step('into quarantine', () => shelves.moveShelf(shelf, quarantine)), [product.sku])
      const above = scene.picture(product).stock.find((one) => one.location.endsWith('/Bin'))?.path
      assert.ok(above?.includes(await shelves.idOf(quarantine)), 'the map sees that it is in quarantine')
      assert.deepEqual(await scene.step('nothing more', async () => undefined), [])
      assert.deepEqual(await scene.step('out of the stock', () => shelves.moveShelf(shelf, 'NJ')), [product.sku])
      assert.deepEqual(scene.at(product, nj), [3, 0])
      assert.deepEqual(await scene.step('back', () => shelves.moveShelf(shelf, nj)), [product.sku])
      assert.deepEqual(scene.at(product, nj), [8, 0])
    },
  },
  {
    name: 'location archived',
    async play(scene) {
      const shelves = new Shelves(scene.stage.admin)
      const product = await scene.product(3)
      const name = `Old ${product.sku}`
      const shelf = await shelves.makeShelf(name, nj)
      await scene.office.count(product, `${nj}/${name}`, 2)
      await assert.rejects(shelves.archiveShelf(shelf), /contain products/)
      await scene.office.count(product, `${nj}/${name}`, 0)
      await shelves.archiveShelf(shelf)
      assert.deepEqual(await scene.step('counted on it all the same', () => shelves.putOwned(product, `${nj}/${name}`, 4, 'company')), [
        product.sku,
      ])
      assert.deepEqual(scene.at(product, nj), [7, 0])
    },
  },
  {
    name: 'stock with an owner',
    async play(scene) {
      const shelves = new Shelves(scene.stage.admin)
      const product = await scene.product(3)
      assert.deepEqual(await scene.step("the company's own", () => shelves.putOwned(product, nj, 4, 'company')), [product.sku])
      assert.deepEqual(scene.at(product, nj), [7, 0])
      assert.deepEqual(await scene.step("somebody else's", () => shelves.putOwned(product, nj, 6, 'customer')), [])
      assert.deepEqual(scene.at(product, nj), [7, 0])
    },
  },
  {
    name: 'product that may not be sold any more',
    async play(scene) {
      const shelves = new Shelves(scene.stage.admin)
      const product = await scene.product(6)
      assert.deepEqual(await scene.step('may not be sold', () => shelves.setSaleable(product, false)), [])
      assert.deepEqual(await scene.step('compared', async () => undefined, { request: { what: 'compare' } }), [], 'it counts as before')
      await scene.step('counted', () => scene.office.count(product, nj, 5))
      assert.deepEqual(scene.at(product, nj), [5, 0])
    },
  },
]
