import assert from 'node:assert/strict'
import fc from 'fast-check'
import { flowHistories, missed } from '../../support/watch/flow-replay.ts'

const seed = Number(process.env['FC_SEED'] ?? 20261120)

describe('a change on its way through the flow', function () {
  this.timeout(120_000)

  it('arrives, whatever the flow loses, whichever node fails, and whenever the process crashes', async () => {
    await fc.assert(
      fc.asyncProperty(flowHistories(1, ['stores', 'fails', 'loses']), async (history) => {
        assert.deepEqual(await missed(history), [])
      }),
      { numRuns: 250, seed },
    )
  })

  it('arrives at both of two sinks, whichever of the two branches fails', async () => {
    await fc.assert(
      fc.asyncProperty(flowHistories(2, ['stores', 'fails']), async (history) => {
        assert.deepEqual(await missed(history), [])
      }),
      { numRuns: 250, seed },
    )
  })

  it('would not arrive if a picture counted as sent when it was given out', async () => {
    const result = await fc.check(
      fc.asyncProperty(flowHistories(1, ['stores', 'fails', 'loses']), async (history) => {
        assert.deepEqual(await missed(history, false), [])
      }),
      { numRuns: 500, seed, endOnFailure: true },
    )
    assert.equal(result.failed, true, 'the property cannot tell a durable watch from another')
  })
})
