import assert from 'node:assert/strict'
import { withReconcile } from '../../support/reconcile/reconcile-flow.ts'
import { statusOf } from '../../support/reconcile/run-status.ts'

describe('a command to reconcile-diff', function () {
  this.timeout(30_000)
  const start = withReconcile()

  it('is answered with how things stand, and the properties of the message are kept', async () => {
    const { flow } = await start()
    await flow.ask({ payload: { action: 'status' }, mine: 'kept' })
    assert.partialDeepStrictEqual(flow.output(3).at(-1), {
      topic: 'status',
      mine: 'kept',
      payload: { run: null, plan: null, frozen: false },
    })
    await flow.ask({ topic: 'status', payload: 1_700_000_000_000 })
    assert.equal(flow.output(3).length, 2)
  })

  it('is refused to the Catch node when it makes no sense', async () => {
    const { flow } = await start({}, { set: false })
    const refused = async (payload: object): Promise<string | undefined> => {
      await flow.ask({ payload })
      return flow.caught.at(-1)?.error.code
    }
    assert.equal(await refused({ action: 'dance' }), 'MESSAGE_MALFORMED')
    assert.equal(await refused({ action: 'approve' }), 'MESSAGE_MALFORMED')
    assert.equal(await refused({ action: 'start', scope: { sample: 0 } }), 'MESSAGE_MALFORMED')
    assert.equal(await refused({ action: 'approve', planId: 'nobody' }), 'RECONCILE_PLAN_UNKNOWN')
    assert.equal(await refused({ action: 'report' }), 'RECONCILE_PLAN_UNKNOWN')
  })

  it('begins one run at a time, and nothing is carried out where nobody delivers', async () => {
    const { flow, told } = await start({}, { set: false })
    await flow.ask({ topic: 'start', payload: '' })
    await flow.ask({ topic: 'start', payload: '' })
    assert.equal(flow.caught.at(-1)?.error.code, 'RECONCILE_BUSY')
    const report = await told(0, 'report')
    assert.ok(Number(report['total']) > 0)
    const { plan } = statusOf(await told(3, 'report'))
    await flow.ask({ payload: { action: 'approve', planId: plan?.id ?? '' } })
    assert.equal(flow.caught.at(-1)?.error.code, 'RECONCILE_NO_DELIVERY')
  })

  it('pauses, resumes and cancels', async () => {
    const { flow, showsStatus } = await start()
    const state = async (action: string): Promise<string | undefined> => {
      await flow.ask({ payload: { action } })
      return statusOf(flow.output(3).findLast((message) => message['topic'] === 'status') ?? {}).run?.state
    }
    assert.equal(await state('start'), 'running')
    assert.equal(await state('pause'), 'paused')
    await showsStatus(/^paused at /)
    assert.equal(await state('resume'), 'running')
    assert.equal(await state('cancel'), 'cancelled')
    assert.deepEqual(flow.output(0), [])
  })

  it('gives the report of a plan as lines or as a file, and the plans that there are', async () => {
    const { flow, told, edit } = await start({ format: 'json' }, { set: false })
    for (const sku of ['SKU-0001', 'SKU-0002', 'SKU-0003']) edit(sku, 'Texas Warehouse', 500)
    await flow.ask({ payload: { action: 'start' } })
    const file = await told(0, 'report')
    assert.equal(typeof file.payload, 'string')
    assert.match(String(file['filename']), /\.json$/)
    assert.equal(typeof file['folder'], 'string')
    await flow.ask({ payload: { action: 'plans' } })
    const plans = await told(3, 'plans')
    assert.ok(Array.isArray(plans.payload) && plans.payload.length === 1)
    for (const [format, mime] of [
      ['html', 'text/html'],
      ['csv', 'text/csv'],
    ]) {
      await flow.ask({ payload: { action: 'report', format, planId: plans.payload[0].id } })
      const { payload, headers } = flow.output(0).at(-1) ?? {}
      assert.ok(typeof payload === 'string' && payload.length > 100)
      assert.match(JSON.stringify(headers), new RegExp(String(mime)))
    }
    await flow.ask({ payload: { action: 'report', format: 'lines', limit: 2 } })
    const lines = flow.output(0).at(-1)
    assert.ok(Array.isArray(lines?.payload) && lines.payload.length === 2 && Number(lines['total']) > 2)
  })

  it('to start is refused when nothing could be read', async () => {
    const { flow } = await start({}, { outputs: 2 })
    await flow.ask({ payload: { action: 'start' } })
    assert.equal(flow.caught.at(-1)?.error.code, 'RECONCILE_NOT_WIRED')
  })
})
