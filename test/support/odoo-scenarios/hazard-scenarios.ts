import assert from 'node:assert/strict'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { pollOnce } from '../../../src/engine/watch/poll.ts'
import { nj, tx } from './places.ts'
import type { Scenario } from './scenario.ts'

/** What a feed misses that trusts the newest write_date (odoo-facts 2 and 3). */
export const hazardScenarios: readonly Scenario[] = [
  {
    name: 'delivery to exactly zero, then the clean-up',
    async play(scene) {
      const product = await scene.product(4)
      const order = await scene.office.sell('NJ', product, 4)
      await scene.step('reserved', async () => undefined)
      const both = async (): Promise<void> => {
        await scene.office.deliver(order)
        await scene.office.cleanUp()
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
      let [polls, pollsWhileOpen] = [0, 0]
      const meanwhile = async (): Promise<void> => {
        // Not a count at the same place: that would wait for the late one in 17 and 18, which write on the location.
        await scene.office.receive(other, tx, 1)
        // The late one may be committed while the other is received.
        const sent = await scene.poll()
        found.push(...sent)
        if (!sent.includes(late.sku)) pollsWhileOpen += 1
        naiveFound.push(...(await naiveSent()))
        polls += 1
      }
      const seconds = scene.stage.lateSeconds
      found.push(
        ...(await scene.step('committed', () =>
          scene.office.late({ what: 'count', product: late, place: nj, quantity: 33, seconds }, meanwhile),
        )),
      )
      naiveFound.push(...(await naiveSent()))
      assert.deepEqual(found.toSorted(), [late.sku, ...Array.from({ length: polls }, () => other.sku)].toSorted())
      assert.ok(pollsWhileOpen > 0, 'other things were committed and read while it was open')
      assert.deepEqual(scene.at(late, nj), [33, 0])
      const naively = naiveFound.includes(late.sku) ? 'finds' : 'misses'
      scene.note(`open for ${seconds} s, ${pollsWhileOpen} polls meanwhile; a cursor without overlap ${naively} it`)
    },
  },
  {
    name: 'merge of duplicate quants',
    async play(scene) {
      const product = await scene.product(50)
      const order = await scene.office.sell('NJ', product, 5)
      await scene.step('reserved', async () => undefined)
      let delivered = false
      const deliver = async (): Promise<void> => {
        if (delivered) return
        delivered = true
        await scene.step('delivered while the row is locked', () => scene.office.deliver(order))
      }
      const seconds = scene.stage.lateSeconds
      await scene.step('locked row committed', () =>
        scene.office.late({ what: 'sale', warehouse: 'NJ', product, quantity: 3, seconds }, deliver),
      )
      assert.deepEqual(scene.at(product, nj), [45, 3])
      const here = [
        ['product_id', '=', product.productId],
        ['location_id.usage', '=', 'internal'],
      ] as const
      const rows = (): Promise<number> => scene.stage.admin.searchCount('stock.quant', here)
      const before = await rows()
      assert.ok(before > 1, 'the delivery passed the locked row by')
      await scene.step('merged', () => scene.office.cleanUp())
      scene.note(`${before} rows became ${await rows()}`)
      await scene.step('counted after that', () => scene.office.count(product, nj, 40))
      assert.deepEqual(scene.at(product, nj), [40, 3])
    },
  },
]
