import assert from 'node:assert/strict'
import reconcileDiff from '../../../nodes/reconcile-diff/reconcile-diff.ts'
import shopifyConnection from '../../../nodes/shopify-connection/shopify-connection.ts'
import syncStore from '../../../nodes/sync-store/sync-store.ts'
import { levelLine } from '../../support/levels.ts'
import { withNodeRed } from '../../support/node-helper.ts'

describe('reconcile-diff', () => {
  const start = withNodeRed(reconcileDiff, shopifyConnection, syncStore)

  it('hands a level without an inventory item to the Catch node once, and sends nothing', async () => {
    const others = [
      { id: 'shopify', type: 'shopify-connection', shop: 'sandbox.myshopify.com' },
      { id: 'store', type: 'sync-store' },
    ]
    const flow = await start({
      type: 'reconcile-diff',
      outputs: 2,
      config: { shopify: 'shopify', store: 'store' },
      others,
      credentials: { shopify: { accessToken: 'a-token' } },
    })
    await flow.ask({ payload: [levelLine(1, 5, 3)], topic: 'bad' })
    assert.equal(flow.caught.length, 1)
    assert.partialDeepStrictEqual(flow.caught[0], { topic: 'bad', error: { code: 'MESSAGE_MALFORMED', cause: { kind: 'failed' } } })
    assert.deepEqual([flow.output(0), flow.output(1)], [[], []])
  })
})
