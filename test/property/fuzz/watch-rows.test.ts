import assert from 'node:assert/strict'
import fc from 'fast-check'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { checkLines } from '../../../src/base/messages/check.ts'
import type { PictureLine } from '../../../src/base/messages/picture.ts'
import type { Odoo } from '../../../src/ports/odoo/odoo.ts'
import { digestOf } from '../../../src/engine/watch/sent-picture.ts'
import { PollMemory } from '../../../src/engine/watch/poll-memory.ts'
import type { PollRequest } from '../../../src/engine/watch/poll.ts'
import { PolledOdoo, quant } from '../../unit/watch/support/polled-odoo.ts'
import { distortion, distortRows, type Distortion } from './support/distortion.ts'
import { fuzzLimitMs, fuzzRuns } from './support/fuzz-runs.ts'

/** The same server, with one of its answers distorted. */
function distorting(odoo: Odoo, after: number, wrong: Distortion): Odoo {
  let left = after
  return {
    ...odoo,
    async searchRead(...asked) {
      const rows = await odoo.searchRead(...asked)
      left -= 1
      return left === -1 ? distortRows(rows, wrong) : rows
    },
  }
}

describe('rows that a watch is told wrongly', function () {
  this.timeout(fuzzLimitMs)
  it('never make it throw anything but a fault of Odoo, send what is no picture, or lose what it knew', async () => {
    const asked = fc.record({
      request: fc.constantFrom<PollRequest>(
        { what: 'changes' },
        { what: 'compare' },
        { what: 'products', productIds: [1, 2] },
        { what: 'skus', skus: ['SKU-1'] },
      ),
      after: fc.nat(8),
      wrong: distortion,
      fresh: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(asked, async ({ request, after, wrong, fresh }) => {
        const world = new PolledOdoo()
        const last = new Map<number, PictureLine>()
        let memory = new PollMemory()
        const poll = async (what: PollRequest, odoo: Odoo = world.odoo): Promise<void> => {
          for await (const { pictures } of world.polling({ request: what, memory }, { odoo }))
            for (const picture of checkLines('picture', pictures)) last.set(picture.odoo.productId, picture)
        }
        if (!fresh) await poll({ what: 'changes' })
        world.quants = [quant(1, 4, '2026-11-20 10:00:09'), quant(2, 7)]
        await poll(request, distorting(world.odoo, after, wrong)).catch((error: unknown) => {
          assert.ok(error instanceof SyncError, error instanceof Error ? error.stack : String(error))
          assert.match(error.code, /^(ODOO|WATCH)_/)
        })
        memory = new PollMemory()
        await poll({ what: 'changes' })
        world.quants = [quant(1, 3, '2026-11-20 10:00:20'), quant(2, 7)]
        await poll({ what: 'changes' })
        assert.equal(last.get(1)?.stock[0]?.quantity, 3, 'the next change is seen')
        await poll({ what: 'compare' })
        const sent = new Map(last)
        await poll({ what: 'everything' })
        for (const [productId, picture] of last) {
          if (productId <= 3) assert.equal(digestOf(sent.get(productId) ?? picture), digestOf(picture), `product ${productId}`)
        }
      }),
      fuzzRuns(3000),
    )
  })
})
