import assert from 'node:assert/strict'
import { onRetry, tellMatch } from '../../../nodes/failed-job-store/retry-signals.ts'
import { acknowledgements } from '../../../nodes/kit/acknowledge.ts'
import productLink from '../../../nodes/product-link/product-link.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import type { FailedJob } from '../../../src/ports/store/failed-job.ts'
import { levelLine } from '../../support/levels.ts'
import { itemId, LinkWorld } from '../../support/link/link-world.ts'
import { productLinkIn, worldNodes } from '../../support/link/world-nodes.ts'
import { withNodeRed } from '../../support/node-helper.ts'

const shop = 'nova-trail.myshopify.com'

describe('product-link while Shopify cannot be reached', () => {
  let world: LinkWorld
  const start = withNodeRed(
    worldNodes(() => world),
    productLink,
  )
  beforeEach(() => {
    world = new LinkWorld()
    for (let n = 1; n <= 25; n++) {
      world.odoo.put(n, { default_code: `SKU-${n}` })
      world.variant(n, `SKU-${n}`)
    }
  })
  const jobs = (state: FailedJob['state'] = 'open') => world.store.transaction(({ failedJobs }) => failedJobs.list({ state }))
  const levels = Array.from({ length: 25 }, (_, n) => levelLine(n + 1, 1, 5))

  function cutOff(): () => void {
    const pages = world.shopify.variants.bind(world.shopify)
    world.shopify.variants = () => {
      throw new SyncError('SHOPIFY_UNREACHABLE', { shop, detail: 'refused' })
    }
    return () => void (world.shopify.variants = pages)
  }

  it('says nothing about products that it could not look for, and has one job for the cause', async () => {
    cutOff()
    const flow = await start(productLinkIn())
    const answers: string[] = []
    const quiet = acknowledgements.listen((_, answer) => void answers.push(answer.what))
    await flow.ask({ payload: levels })
    quiet()
    assert.deepEqual([flow.output(0), flow.output(1)], [[], []])
    assert.deepEqual(answers, ['refused'])
    assert.deepEqual(
      (await jobs()).map(({ failure }) => [failure.code, failure.subject, failure.class]),
      [['SHOPIFY_UNREACHABLE', { shop }, 'throttling-or-delay']],
    )
    await flow.until(() => flow.statuses.some(({ text }) => text === 'SHOPIFY_UNREACHABLE'))
  })

  it('ends the job with the next match that goes well, and has the products read again', async () => {
    const mend = cutOff()
    const flow = await start(productLinkIn())
    await flow.ask({ payload: levels })
    const rung: object[] = []
    const quiet = onRetry('a-store', (products) => void rung.push(...products))
    mend()
    await flow.ask({ payload: { action: 'scan' } })
    quiet()
    assert.equal(rung.length, 25)
    assert.deepEqual([(await jobs()).length, (await jobs('resolved')).length], [0, 1])
    await flow.ask({ payload: levels })
    assert.equal([flow.output(0)[0]?.payload].flat().length, 25)
  })

  it('keeps what it refuses as jobs also where the output leads nowhere, and says so', async () => {
    world.variant(77, 'nobody')
    const flow = await start({ ...productLinkIn(), unwired: [1] })
    await flow.ask({ payload: { action: 'scan' } })
    world.odoo.put(99, { default_code: 'SKU-99' })
    await flow.ask({ payload: levelLine(99, 1, 5) })
    assert.deepEqual((await jobs()).map(({ failure }) => failure.code).toSorted(), ['PRODUCT_UNLINKED', 'VARIANT_UNLINKED'])
    await flow.until(() => flow.statuses.some(({ text }) => /output not wired/.test(text ?? '')))
  })

  it('matches again the item of a job that is retried', async () => {
    const flow = await start(productLinkIn())
    await flow.ask({ payload: { action: 'scan' } })
    world.variant(77, 'nobody')
    tellMatch('a-store', [{ shop, inventoryItemId: itemId(77) }])
    await flow.until(() => flow.output(1).some(({ topic }) => topic === 'scan'))
    assert.partialDeepStrictEqual(await jobs(), [{ failure: { code: 'PRODUCT_UNLINKED', subject: { inventoryItemId: itemId(77) } } }])
  })
})
