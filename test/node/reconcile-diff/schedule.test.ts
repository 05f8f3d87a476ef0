import assert from 'node:assert/strict'
import { withReconcile } from '../../support/reconcile/reconcile-flow.ts'

describe('the schedule of reconcile-diff', function () {
  this.timeout(30_000)
  const start = withReconcile()

  it('begins runs by itself, and tells the alerts when it cannot', async () => {
    const { flow, told } = await start({ schedule: '* * * * * *' }, { set: false })
    await told(3, 'progress')
    await flow.until(() => flow.output(4).length > 0)
    assert.partialDeepStrictEqual(flow.output(4)[0], { payload: [{ kind: 'failed', code: 'RECONCILE_BUSY' }] })
    await told(0, 'report')
  })

  it('shows when the next run is', async () => {
    const { flow } = await start({ schedule: '0 3 * * *', timezone: 'Europe/Berlin' })
    await flow.until(() => flow.statuses.some(({ text }) => text?.startsWith('next at ')))
  })

  it('that makes no sense is told at the start, in the words of the setting', async () => {
    for (const [schedule, timezone] of [
      ['every day', ''],
      ['0 0 31 2 *', ''],
      ['0 3 * * *', 'Mars/Olympus'],
    ]) {
      const { flow } = await start({ schedule, timezone })
      await flow.until(() => flow.caught.length > 0)
      assert.equal(flow.caught[0]?.error.code, 'RECONCILE_SCHEDULE_INVALID')
      assert.match(flow.caught[0]?.error.message ?? '', new RegExp(String(schedule).replaceAll('*', '\\*')))
    }
  })
})
