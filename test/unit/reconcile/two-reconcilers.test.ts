import assert from 'node:assert/strict'
import type { PageRequest } from '../../../src/engine/reconcile/pages.ts'
import { Reconciler } from '../../../src/engine/reconcile/reconciler.ts'
import { at, on } from '../../support/reconcile/on-floor.ts'

describe('two reconcilers of one shop on one store', () => {
  it('work on a run one after the other: the second goes on where the first stopped', () =>
    on(
      at(...Array.from({ length: 9 }, () => [1, 2] as const)),
      async (floor) => {
        const asked: PageRequest[] = []
        const first = floor.reconciler
        const second = new Reconciler({
          ...floor.ports,
          ask: (ask) => {
            asked.push(ask)
            floor.ports.ask(ask)
          },
        })
        await floor.command({ action: 'start' })
        second.work()
        await floor.clock.advance(250)
        const done = (await floor.status()).run?.done ?? 0
        assert.ok(done > 0 && done < 9, `${done} of 9`)
        assert.deepEqual(asked, [], 'the second waits')
        await floor.clock.run(first.close())
        floor.reconciler = second
        const status = await floor.finish()
        assert.equal(status.plan?.counts.levels, 9)
        assert.ok(asked.length > 0)
        assert.deepEqual(
          asked.filter(({ after }) => after === 0),
          [],
          'it does not begin anew',
        )
      },
      { pageSize: 2 },
    ))
})
