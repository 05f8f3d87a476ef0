import assert from 'node:assert/strict'
import { readRecentSales } from '../../../src/engine/lookups/read-recent-sales.ts'
import { soldPerDay } from '../../../src/rules/sales/sold-per-day.ts'
import { levelLine } from '../levels.ts'
import type { MadeProduct } from './back-office.ts'
import { nj, quarantine, tx } from './places.ts'
import type { Scenario } from './scenario.ts'
import type { Scene } from './scene.ts'

const days = 10

/** Units of a product that ten days' sales come to at a place, as the buffer reads them. */
async function sold(scene: Scene, { productId }: MadeProduct, place: string, more: object = {}): Promise<number> {
  const { connector, clock } = scene.stage
  const [location] = await connector.searchRead('stock.location', [['complete_name', '=', place]], ['complete_name'])
  assert.ok(location !== undefined, place)
  const line = levelLine(productId, 1, 100, { countedAt: { sources: [location.id], excluded: [] }, ...more })
  return soldPerDay(line, await readRecentSales(connector, [line], days, clock.now())) * days
}

/** What the buffer of recent sales reads: what was sent to customers, and from where. */
export const recentSalesScenarios: readonly Scenario[] = [
  {
    name: 'recent sales are what was delivered, from where it lay',
    async play(scene) {
      const product = await scene.product(50)
      const { office } = scene
      assert.equal(await sold(scene, product, nj), 0)
      await office.deliver(await office.sell('NJ', product, 6))
      const open = await office.sell('NJ', product, 9)
      assert.deepEqual([await sold(scene, product, nj), await sold(scene, product, tx)], [6, 0])
      await office.deliver(open, 4)
      assert.equal(await sold(scene, product, nj), 10)
      await office.cancel(open)
      // What comes back was sold all the same, and what is moved, scrapped or counted was not.
      await office.takeBack(open, 2, quarantine)
      await office.move(product, nj, tx, 5)
      await office.scrap(product, nj, 3)
      await office.count(product, tx, 1)
      assert.deepEqual([await sold(scene, product, nj), await sold(scene, product, quarantine), await sold(scene, product, tx)], [10, 0, 0])
      await scene.poll()
    },
  },
  {
    name: 'recent sales of a kit are those of its fastest part',
    async play(scene) {
      const [one, other] = [await scene.product(20), await scene.product(20)]
      const parts = new Map([
        [one, 2],
        [other, 1],
      ])
      const kit = await scene.product(0, { type: 'kit', of: parts })
      await scene.office.deliver(await scene.office.sell('NJ', kit, 3))
      await scene.office.deliver(await scene.office.sell('NJ', other, 4))
      const made = { parts: [...parts].map(([{ productId }, per]) => ({ productId, per })) }
      const [fromParts, ofOther] = [await sold(scene, kit, nj, made), await sold(scene, other, nj)]
      assert.deepEqual([await sold(scene, one, nj), ofOther, fromParts], [6, 7, 7])
      await scene.poll()
    },
  },
]
