import assert from 'node:assert/strict'
import type { DemoFlow } from '../support/demo-flow.ts'
import { startDemoFlow } from '../support/demo-flow.ts'
import type { NodeRedEvent } from '../support/node-red-event.ts'

const newJersey = 'gid://shopify/Location/12345'

/** The one-to-one flow as somebody imports it who has no sandbox: nothing releases the shop by itself. */
const withoutSandbox = (): Promise<DemoFlow> => startDemoFlow({ env: { SANDBOX_SHOPIFY_URL: '' } })

describe('the first deploy', function () {
  this.timeout(120_000)
  let flow: DemoFlow
  afterEach(() => flow.stop())

  const status =
    (words: RegExp) =>
    (event: NodeRedEvent): boolean =>
      event.what === 'status' && event.node === 'o2o-set' && words.test(event.status.text ?? '')

  it('writes nothing to a shop that was never written, until a person presses the button that says so', async () => {
    flow = await withoutSandbox()
    const before = flow.shopifyLevel('SKU-0001', newJersey)
    await flow.nodeRed.until('levels that wait', status(/^new shop, frozen.*\([1-9]/), { withinMs: 30_000 })
    assert.equal(flow.shopifyLevel('SKU-0001', newJersey), before)
    assert.deepEqual(flow.appliedLines(), [])
    await flow.nodeRed.press('o2o-go-release')
    const line = await flow.applied('the first level', ({ odoo, shopify }) => odoo.sku === 'SKU-0001' && shopify.locationId === newJersey)
    assert.equal(flow.shopifyLevel('SKU-0001', newJersey), line.to)
  })

  it('calls no product unlinked while Shopify cannot be reached, and has one job that names the cause', async () => {
    flow = await startDemoFlow({ env: { SHOPIFY_API_URL: 'http://127.0.0.1:9' } })
    const unreachable = (event: NodeRedEvent): boolean =>
      event.what === 'status' && event.node === 'o2o-link' && event.status.text === 'SHOPIFY_UNREACHABLE'
    await flow.nodeRed.until('the outage in the status of product-link', unreachable, { withinMs: 60_000 })
    await flow.nodeRed.until('pictures that are put aside', (event) => event.what === 'done' && event.node === 'o2o-link', {
      withinMs: 60_000,
    })
    const answer = await fetch(`${flow.nodeRed.url}/odoo-shopify/failed-jobs/odoo-shopify-store`)
    const { jobs }: { jobs: { failure: { code: string } }[] } = JSON.parse(await answer.text())
    assert.deepEqual(
      jobs.map(({ failure }) => failure.code),
      ['SHOPIFY_UNREACHABLE'],
    )
  })
})
