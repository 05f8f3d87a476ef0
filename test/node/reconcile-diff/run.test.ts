import assert from 'node:assert/strict'
import { deploy, exportedFlow } from '../../support/node-helper.ts'
import { withReconcile } from '../../support/reconcile/reconcile-flow.ts'
import { linesOf } from '../../support/reconcile/report-lines.ts'
import { statusOf } from '../../support/reconcile/run-status.ts'

const texas = 'Texas Warehouse'

describe('a run of reconcile-diff', function () {
  this.timeout(30_000)
  const start = withReconcile()

  it('compares the very lines of live sync, writes nothing, applies what is approved, and takes it back', async () => {
    const on = await start()
    await on.settle()
    const right = on.shows('SKU-0001', texas) ?? 0
    on.edit('SKU-0001', texas, right + 7)
    const report = await on.dryRun()
    assert.deepEqual(on.found(report), { [`SKU-0001 ${texas}`]: 'differing' })
    assert.partialDeepStrictEqual(report, { dryRun: true, total: 1, summary: { levels: 36, unitsOver: 7 } })
    assert.equal(on.shows('SKU-0001', texas), right + 7)
    const { plan } = statusOf(on.flow.output(3).findLast((message) => message['topic'] === 'report') ?? {})
    const planId = plan?.id ?? ''

    await on.flow.ask({ payload: { action: 'approve', planId } })
    const applied = await on.told(0, 'applied', on.flow.output(0).indexOf(report))
    assert.equal(on.shows('SKU-0001', texas), right)
    assert.deepEqual(
      linesOf(applied).map((line) => [line['state'], line['replaced'], line['written']]),
      [['written', right + 7, right]],
    )
    await on.flow.ask({ payload: { action: 'rollback', planId } })
    await on.told(0, 'rolled-back')
    assert.equal(on.shows('SKU-0001', texas), right + 7)
    await on.showsStatus(/1 of 1 put back/)
  })

  it('goes on where it stopped when it is deployed anew', async () => {
    const on = await start()
    await on.settle()
    const from = on.flow.output(0).length
    await on.flow.ask({ payload: { action: 'start' } })
    const { run } = statusOf(on.flow.output(3).at(-1) ?? {})
    assert.equal(run?.state, 'running')
    await deploy(JSON.parse(exportedFlow()))
    const report = await on.told(0, 'report', from)
    assert.partialDeepStrictEqual(report, { status: { run: { id: run.id, state: 'done' } } })
  })

  it('fails for the reason that a node on the way gives, tells it to the alerts, and can be resumed', async () => {
    const on = await start({}, { rows: 2 })
    await on.flow.ask({ payload: { action: 'start' } })
    const failed = statusOf(await on.told(3, 'failed'))
    assert.equal(failed.run?.failure, 'MAP_UNDECIDED')
    const [alert] = on.flow.output(4)
    assert.partialDeepStrictEqual(alert, {
      topic: 'sandbox.myshopify.com',
      payload: [{ kind: 'failed', code: 'MAP_UNDECIDED', recorded: true }],
    })
    await on.showsStatus(/^MAP_UNDECIDED$/)
    await on.flow.ask({ payload: { action: 'resume' } })
    assert.equal(statusOf(on.flow.output(3).findLast((message) => message['topic'] === 'status') ?? {}).run?.state, 'running')
  })

  it('compares only the SKUs that are named, and only what was touched since', async () => {
    const on = await start()
    await on.settle()
    const all = await on.dryRun({ changedSince: '2000-01-01T00:00:00Z' })
    assert.partialDeepStrictEqual(all, { summary: { levels: 36 } })
    const future = await on.dryRun({ changedSince: '2999-01-01T00:00:00Z' })
    assert.partialDeepStrictEqual(future, { summary: { levels: 0 } })
    const one = await on.dryRun({ skus: ['SKU-0003'] })
    assert.partialDeepStrictEqual(one, { summary: { levels: 3 } })
  })
})
