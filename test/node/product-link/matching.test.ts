import assert from 'node:assert/strict'
import productLink from '../../../nodes/product-link/product-link.ts'
import { checkLines } from '../../../src/base/messages/check.ts'
import { levelLine } from '../../support/levels.ts'
import { itemId, LinkWorld, locationId, variantId } from '../../support/link/link-world.ts'
import { productLinkIn, worldNodes } from '../../support/link/world-nodes.ts'
import { withNodeRed, type NodeFlow } from '../../support/node-helper.ts'

describe('what product-link matches and reports', () => {
  let world: LinkWorld
  const start = withNodeRed(
    worldNodes(() => world),
    productLink,
  )
  beforeEach(() => {
    world = new LinkWorld()
    for (const n of [1, 2]) {
      world.odoo.put(n, { default_code: `SKU-${n}` })
      world.variant(n, `SKU-${n}`)
    }
  })
  /** Everything that left by the second output with this topic. */
  const told = (flow: NodeFlow, topic: string) => flow.output(1).filter((message) => message['topic'] === topic)

  it('sends the refusals of a match as failed lines and then its report, and makes no noise when nothing is wrong', async () => {
    world.variant(3, '')
    world.variant(4, 'nobody')
    const flow = await start(productLinkIn())
    await flow.ask({ payload: { action: 'scan' } })
    assert.deepEqual(
      flow.output(1).map((message) => message['topic']),
      ['scan', 'link-report'],
    )
    assert.partialDeepStrictEqual(told(flow, 'scan')[0], {
      payload: [
        { kind: 'failed', code: 'LINK_SKU_BLANK' },
        { kind: 'failed', code: 'PRODUCT_UNLINKED', text: 'SKU nobody has no linked Odoo product' },
      ],
    })
    assert.partialDeepStrictEqual(told(flow, 'link-report')[0], {
      payload: [],
      report: {
        kind: 'link-report',
        scope: 'full',
        links: 2,
        refused: 2,
        reasons: [
          { code: 'LINK_SKU_BLANK', count: 1 },
          { code: 'PRODUCT_UNLINKED', count: 1 },
        ],
        mend: [{ code: 'LINK_SKU_BLANK', text: 'The Shopify variant Variant 3 has no SKU' }, { code: 'PRODUCT_UNLINKED' }],
      },
    })
    world.model.deleteVariant(variantId(3))
    world.model.deleteVariant(variantId(4))
    await flow.ask({ payload: { action: 'scan' } })
    assert.equal(told(flow, 'scan').length, 1)
  })

  it('sends a long list of refusals in portions', async () => {
    for (let n = 100; n < 1300; n++) world.variant(n, '')
    const flow = await start(productLinkIn())
    await flow.ask({ payload: { action: 'scan' } })
    const portions = told(flow, 'scan').map(({ payload }) => checkLines('failed', payload).length)
    assert.deepEqual(portions, [500, 500, 200])
    assert.partialDeepStrictEqual(told(flow, 'link-report')[0], { report: { refused: 1200 } })
  })

  it('tells the latest report when it is asked, also after a restart, and none before the first match', async () => {
    const flow = await start(productLinkIn())
    await flow.ask({ payload: { action: 'report' }, ticket: 1 })
    assert.partialDeepStrictEqual(flow.output(1), [{ topic: 'link-report', ticket: 1, payload: [] }])
    assert.equal('report' in (flow.output(1)[0] ?? {}), false)
    await flow.ask({ payload: { action: 'scan' } })
    const again = await start(productLinkIn())
    await again.ask({ payload: { action: 'report' } })
    assert.partialDeepStrictEqual(again.output(1), [{ topic: 'link-report', report: { links: 2 } }])
  })

  it('keeps what was linked by hand through every match', async () => {
    const flow = await start(productLinkIn())
    await flow.ask({ payload: { action: 'link', sku: 'SKU-1', odooProductId: 2, override: true } })
    await flow.ask({ payload: { action: 'scan' } })
    await flow.ask({ payload: { action: 'scan', full: false } })
    assert.deepEqual(await world.linked(), ['1: 2 by hand'])
  })

  it('closes jobs whose cause was mended, and no others', async () => {
    world.variant(3, '')
    world.variant(4, 'nobody')
    const flow = await start(productLinkIn())
    await flow.ask({ payload: { action: 'scan' } })
    world.model.updateItem(itemId(3), { sku: 'also nobody' })
    await flow.ask({ payload: { action: 'scan' } })
    const open = await world.store.transaction(({ failedJobs }) => failedJobs.list({ state: 'open' }))
    assert.deepEqual(open.map(({ failure }) => `${failure.subject.sku} ${failure.code}`).toSorted(), [
      'also nobody PRODUCT_UNLINKED',
      'nobody PRODUCT_UNLINKED',
    ])
  })

  it('knows the mapped locations from the levels that pass, and reports what is not stocked there', async () => {
    const flow = await start(productLinkIn())
    const texas = { shopify: { locationId: locationId(2), location: 'Texas' } }
    await flow.ask({ payload: [levelLine(1, 1, 5, texas)] })
    await flow.ask({ payload: { action: 'scan' } })
    assert.partialDeepStrictEqual(told(flow, 'link-report').at(-1), {
      report: {
        notStocked: [{ location: 'Texas', count: 2 }],
        mend: [{ code: 'ITEM_NOT_STOCKED', subject: { shopifyLocation: 'Texas' } }],
      },
    })
    const careless = await start(productLinkIn({ stocking: false }))
    await careless.ask({ payload: { action: 'scan' } })
    assert.partialDeepStrictEqual(told(careless, 'link-report').at(-1), { report: { notStocked: [] } })
  })

  it('writes links to the variants when that is set', async () => {
    const flow = await start(productLinkIn({ metafield: 'read-and-write' }))
    await flow.ask({ payload: { action: 'scan' } })
    assert.deepEqual([await world.metafield(1), await world.metafield(2)], ['1', '2'])
  })

  it('shows its progress and what came of it', async () => {
    world.variant(3, '')
    const flow = await start(productLinkIn())
    await flow.ask({ payload: { action: 'scan' } })
    await flow.until(() => flow.statuses.some(({ text }) => text === '2 links, 1 to fix'))
  })

  it('matches by itself at once and at the interval, and tells a failure to the Catch node', async () => {
    world.shopify.variants = () => {
      throw new Error('boom')
    }
    const flow = await start(productLinkIn({ refresh: 60 }))
    await flow.until(() => flow.caught.length === 1)
    assert.equal(flow.caught[0]?.error.code, 'UNEXPECTED')
  })
})
