import assert from 'node:assert/strict'
import { MemoryStore } from '../../../src/store/memory/memory-store.ts'
import { pollOnce } from '../../../src/watch/poll.ts'
import type { Scene } from './scene.ts'

/** One thing that happens in a warehouse, by steps; after each the last pictures must be the truth. */
export interface Scenario {
  readonly name: string
  play(scene: Scene): Promise<void>
}

const nj = 'NJ/Stock'
const tx = 'TX/Stock'
const quarantine = 'NJ/Stock/Quarantine'

export const scenarios: readonly Scenario[] = [
  {
    name: 'receipt',
    async play(scene) {
      const product = await scene.product()
      assert.deepEqual(await scene.step('received', () => scene.desk.receive(product, nj, 12)), [product.sku])
      assert.deepEqual(scene.at(product, nj), [12, 0])
      assert.deepEqual(await scene.step('nothing more', async () => undefined), [])
    },
  },
  {
    name: 'transfer between warehouses',
    async play(scene) {
      const product = await scene.product(20)
      await scene.step('sent off', () => scene.desk.move(product, nj, 'transit', 8))
      assert.deepEqual(
        [scene.at(product, nj), scene.at(product, tx)],
        [
          [12, 0],
          [0, 0],
        ],
      )
      assert.deepEqual(await scene.step('on its way', async () => undefined), [])
      await scene.step('received', () => scene.desk.move(product, 'transit', tx, 8))
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
      await scene.step('counted less', () => scene.desk.count(product, nj, 7))
      assert.deepEqual(scene.at(product, nj), [7, 0])
      const again = await scene.step('counted the same', () => scene.desk.count(product, nj, 7))
      assert.deepEqual(again, [], 'a count that changes nothing is not sent')
      await scene.step('counted in a new place', () => scene.desk.count(product, quarantine, 2))
      assert.deepEqual(scene.at(product, quarantine), [2, 0])
    },
  },
  {
    name: 'scrap',
    async play(scene) {
      const product = await scene.product(10)
      await scene.step('scrapped', () => scene.desk.scrap(product, nj, 4))
      assert.deepEqual(scene.at(product, nj), [6, 0])
    },
  },
  {
    name: 'sale confirmed and cancelled',
    async play(scene) {
      const product = await scene.product(10)
      let order = 0
      await scene.step('confirmed', async () => (order = await scene.desk.sell('NJ', product, 3)))
      assert.deepEqual(scene.at(product, nj), [10, 3])
      await scene.step('cancelled', () => scene.desk.cancel(order))
      assert.deepEqual(scene.at(product, nj), [10, 0])
    },
  },
  {
    name: 'sale delivered',
    async play(scene) {
      const product = await scene.product(10)
      const order = await scene.desk.sell('NJ', product, 3)
      await scene.step('confirmed', async () => undefined)
      await scene.step('delivered', () => scene.desk.deliver(order))
      assert.deepEqual(scene.at(product, nj), [7, 0])
    },
  },
  {
    name: 'partial delivery with backorder',
    async play(scene) {
      const product = await scene.product(10)
      const order = await scene.desk.sell('NJ', product, 6)
      await scene.step('confirmed', async () => undefined)
      await scene.step('delivered in part', () => scene.desk.deliver(order, 4))
      assert.deepEqual(scene.at(product, nj), [6, 2])
      await scene.step('backorder delivered', () => scene.desk.deliver(order))
      assert.deepEqual(scene.at(product, nj), [4, 0])
    },
  },
  {
    name: 'return into quarantine and restock',
    async play(scene) {
      const product = await scene.product(10)
      const order = await scene.desk.sell('NJ', product, 5)
      await scene.step('delivered', () => scene.desk.deliver(order))
      await scene.step('returned', () => scene.desk.takeBack(order, 2, quarantine))
      assert.deepEqual(
        [scene.at(product, nj), scene.at(product, quarantine)],
        [
          [7, 0],
          [2, 0],
        ],
      )
      await scene.step('restocked', () => scene.desk.move(product, quarantine, nj, 2))
      assert.deepEqual(
        [scene.at(product, nj), scene.at(product, quarantine)],
        [
          [7, 0],
          [0, 0],
        ],
      )
    },
  },
  {
    name: 'manufacturing',
    async play(scene) {
      const part = await scene.product(10)
      const made = await scene.product(0, { type: 'manufactured', of: new Map([[part, 2]]) })
      const sent = await scene.step('built', () => scene.desk.manufacture(made, nj, 3))
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
    name: 'kit component',
    async play(scene) {
      const [one, other] = [await scene.product(10), await scene.product(10)]
      const kit = await scene.product(0, {
        type: 'kit',
        of: new Map([
          [one, 2],
          [other, 1],
        ]),
      })
      assert.equal(await scene.desk.free(kit, nj), 5)
      let order = 0
      const sent = await scene.step('kit sold', async () => (order = await scene.desk.sell('NJ', kit, 2)))
      assert.ok(sent.includes(one.sku) && sent.includes(other.sku))
      assert.deepEqual(
        [scene.at(one, nj), scene.at(other, nj)],
        [
          [10, 4],
          [10, 2],
        ],
      )
      assert.equal(await scene.desk.free(kit, nj), 3)
      await scene.step('kit delivered', () => scene.desk.deliver(order))
      assert.deepEqual(
        [scene.at(one, nj), scene.at(other, nj)],
        [
          [6, 0],
          [8, 0],
        ],
      )
      await scene.step('component counted to one', () => scene.desk.count(one, nj, 1))
      assert.equal(await scene.desk.free(kit, nj), 0)
    },
  },
  {
    name: 'delivery to exactly zero, then the clean-up',
    async play(scene) {
      const product = await scene.product(4)
      const order = await scene.desk.sell('NJ', product, 4)
      await scene.step('reserved', async () => undefined)
      const both = async (): Promise<void> => {
        await scene.desk.deliver(order)
        await scene.desk.cleanUp()
      }
      assert.deepEqual(await scene.step('delivered and cleaned up', both), [product.sku])
      assert.deepEqual(scene.picture(product).stock, [])
    },
  },
  {
    name: 'late commit',
    async play(scene) {
      const [late, other] = [await scene.product(50), await scene.product(50)]
      const naive = new MemoryStore()
      const naiveSent = async (): Promise<string[]> => {
        const sent: string[] = []
        const { connector: odoo, clock } = scene.stage
        const settings = { odoo, store: naive, watch: await scene.watch(), clock, say: (key: string) => key, options: { overlapMs: 0 } }
        for await (const { pictures } of pollOnce(settings)) sent.push(...pictures.map((picture) => picture.odoo.sku ?? ''))
        return sent
      }
      await naiveSent()
      const [found, naiveFound]: [string[], string[]] = [[], []]
      let left = 50
      let polls = 0
      const meanwhile = async (): Promise<void> => {
        left -= 1
        await scene.desk.count(other, nj, left)
        // The late one may be committed while the other is counted.
        found.push(...(await scene.poll()))
        naiveFound.push(...(await naiveSent()))
        polls += 1
      }
      const seconds = scene.stage.lateSeconds
      found.push(...(await scene.step('committed', () => scene.desk.late({ product: late, place: nj, quantity: 33, seconds }, meanwhile))))
      naiveFound.push(...(await naiveSent()))
      assert.deepEqual(found.toSorted(), [late.sku, ...Array.from({ length: polls }, () => other.sku)].toSorted())
      assert.ok(polls > 2, 'other things were committed and read while it was open')
      assert.deepEqual(scene.at(late, nj), [33, 0])
      const naively = naiveFound.includes(late.sku) ? 'finds' : 'misses'
      scene.note(`open for ${seconds} s, ${polls} polls meanwhile; a cursor without overlap ${naively} it`)
    },
  },
  {
    name: 'merge of duplicate quants',
    async play(scene) {
      const product = await scene.product(50)
      const order = await scene.desk.sell('NJ', product, 5)
      await scene.step('reserved', async () => undefined)
      let delivered = false
      const deliver = async (): Promise<void> => {
        if (delivered) return
        delivered = true
        await scene.step('delivered while the row is locked', () => scene.desk.deliver(order))
      }
      const seconds = scene.stage.lateSeconds
      await scene.step('locked row committed', () => scene.desk.late({ product, place: nj, quantity: 48, seconds }, deliver))
      assert.deepEqual(scene.at(product, nj), [43, 0])
      const here = [
        ['product_id', '=', product.productId],
        ['location_id.usage', '=', 'internal'],
      ] as const
      const rows = (): Promise<number> => scene.stage.admin.searchCount('stock.quant', here)
      const before = await rows()
      assert.ok(before > 1, 'the delivery passed the locked row by')
      await scene.step('merged', () => scene.desk.cleanUp())
      scene.note(`${before} rows became ${await rows()}`)
      await scene.step('counted after that', () => scene.desk.count(product, nj, 40))
      assert.deepEqual(scene.at(product, nj), [40, 0])
    },
  },
  {
    name: 'product archived',
    async play(scene) {
      const product = await scene.product(6)
      const seen = await scene.step('archived', () => scene.desk.setActive(product, false))
      scene.note(seen.includes(product.sku) ? 'seen by the poll' : 'seen by the comparison only')
      await scene.step('compared', async () => undefined, { ask: { what: 'compare' } })
      assert.equal(scene.picture(product).odoo.active, false)
      assert.deepEqual(scene.at(product, nj), [6, 0])
      await scene.step('counted while archived', () => scene.desk.count(product, nj, 5))
      assert.deepEqual(scene.at(product, nj), [5, 0])
    },
  },
]
