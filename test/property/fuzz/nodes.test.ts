import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describeError } from '../../../src/base/error/describe.ts'
import { errorCodes } from '../../../src/base/error/catalogue.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { textsFor } from '../../../nodes/kit/texts.ts'
import { levelLine, linkedLine } from '../../support/levels.ts'
import { everyNode } from '../../support/every-node.ts'
import { withDemo } from '../../support/node-demo.ts'
import { type NodeFlow, type Subject, withNodeRed } from '../../support/node-helper.ts'
import { picture, place, row, stockAt } from '../../support/pictures.ts'
import { fuzzLimitMs, fuzzRuns } from './support/fuzz-runs.ts'
import { oddPayload } from './support/odd-payload.ts'

const stock = place('NJ/Stock', 1, 7, 8)
const aPicture = picture([stock], [stockAt(stock, 4)])
const failed = describeError(new SyncError('PRODUCT_UNLINKED', { sku: 'A' }), textsFor('en-US'), '2026-03-01T10:04:07Z')
const shop = { shopify: 'shopify', store: 'store' }
const commands = [{ action: 'list' }, { action: 'retry', ids: [1] }, { action: 'match' }, { action: 'plan' }, { action: 'freeze' }]

/** Each node, a payload that it takes, and others that it takes besides. */
const nodes: readonly [subject: Subject, good: unknown, others: readonly unknown[]][] = [
  [{ type: 'odoo-quant-watch', config: { odoo: 'odoo', store: 'store', interval: 3600 } }, { skus: ['SKU-0001'] }, [{ products: [1, 2] }]],
  [{ type: 'direction-gate', outputs: 2 }, aPicture, [levelLine(1, 5, 12)]],
  [{ type: 'location-map', outputs: 2, config: { rows: [row('nj', 5, [{ locationId: 8, location: 'NJ/Stock' }])] } }, aPicture, []],
  [{ type: 'buffer' }, levelLine(1, 5, 12), [[levelLine(1, 5, 12), levelLine(2, 5, 1)]]],
  [{ type: 'product-link', outputs: 3, config: { ...shop, odoo: 'odoo' } }, levelLine(1, 5, 12), commands],
  [{ type: 'shopify-inventory-set', outputs: 3, config: shop }, linkedLine(7001, 12345, 31), commands],
  [{ type: 'reconcile-diff', outputs: 3, config: shop }, linkedLine(7001, 12345, 31), commands],
  [{ type: 'failed-job-store', outputs: 2, config: { store: 'store' } }, failed, commands],
]

describe('messages of anything into', function () {
  this.timeout(fuzzLimitMs)
  const start = withNodeRed(...everyNode)
  const systems = withDemo()
  const known = new Set<string>(errorCodes)

  async function begin(subject: Subject): Promise<NodeFlow> {
    const { others, credentials } = systems()
    return start({ ...subject, others, credentials })
  }

  for (const [subject, good, others] of nodes) {
    it(`${subject.type} are taken or refused in words, one answer each, and the next good one is taken`, async () => {
      const flow = await begin(subject)
      const odd = fc.record({
        payload: oddPayload([good, [good, good], ...others]),
        more: fc.dictionary(fc.constantFrom('topic', 'parts', 'reconcile', 'complete', 'retry', 'command'), fc.jsonValue({ maxDepth: 2 })),
      })
      await fc.assert(
        fc.asyncProperty(odd, async ({ payload, more }) => {
          const before = { caught: flow.caught.length, completed: flow.completed }
          await flow.ask({ ...more, payload })
          const refused = flow.caught.slice(before.caught)
          assert.equal(refused.length + flow.completed - before.completed, 1, 'one answer')
          for (const { error } of refused) {
            assert.ok(known.has(error.code ?? '') && error.code !== 'UNEXPECTED', `${error.code}: ${error.message}`)
            assert.ok(error.cause?.text !== undefined && error.cause.cure !== undefined)
            if (error.code === 'MESSAGE_MALFORMED') assert.match(error.message, /payload|msg\.|reconcile|action/)
          }
        }),
        fuzzRuns(60),
      )
      const before = flow.completed
      await flow.ask({ payload: good })
      assert.equal(flow.completed, before + 1, flow.caught.at(-1)?.error.message)
    })
  }
})
