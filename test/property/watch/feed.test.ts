import assert from 'node:assert/strict'
import fc from 'fast-check'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { numberField } from '../../../src/ports/odoo/field.ts'
import { pollOnce } from '../../../src/engine/watch/poll.ts'
import { histories, overlap } from '../../support/watch/history.ts'
import { untruths, type Poller } from '../../support/watch/replay.ts'

const seed = Number(process.env['FC_SEED'] ?? 20261120)
/** What the two searches of a poll take counts for the overlap too. */
const ordinary = { longestTransaction: overlap - 600, repairs: false, jumps: false }

describe('the change feed', function () {
  this.timeout(120_000)

  // Vanishing and doubled quants, merges, failing polls and crashes are in every history.
  it('ends with the truth after transactions that last as long as the overlap', async () => {
    await fc.assert(
      fc.asyncProperty(histories(ordinary), async (history) => {
        assert.deepEqual(await untruths(history, 'changes'), [])
      }),
      { numRuns: 1500, seed },
    )
  })

  it('ends with the truth when the clock of the client jumps and transactions are a fifth shorter', async () => {
    await fc.assert(
      fc.asyncProperty(histories({ ...ordinary, longestTransaction: overlap * 0.8 - 600, jumps: true }), async (history) => {
        assert.deepEqual(await untruths(history, 'changes'), [])
      }),
      { numRuns: 800, seed },
    )
  })

  it('ends with the truth after a full comparison, however long transactions last and whatever is repaired in SQL', async () => {
    await fc.assert(
      fc.asyncProperty(histories({ longestTransaction: 3 * overlap, repairs: true, jumps: true }), async (history) => {
        assert.deepEqual(await untruths(history, 'compare'), [])
      }),
      { numRuns: 500, seed },
    )
  })

  const naive = new Map<string, Poller>([
    ['a cursor that takes what is newer than the last row seen', feed('>', ['stock.quant', 'stock.move'])],
    ['a cursor without an overlap', feed('>=', ['stock.quant', 'stock.move'])],
  ])
  for (const [name, poller] of naive) {
    it(`would not end with the truth by ${name}`, async () => {
      const result = await fc.check(
        fc.asyncProperty(histories(ordinary), async (history) => {
          assert.deepEqual(await untruths(history, 'changes', poller), [])
        }),
        { numRuns: 2000, seed, endOnFailure: true },
      )
      assert.equal(result.failed, true, 'the property cannot tell a good feed from a bad one')
    })
  }

  it('would not end with the truth by quants alone, even with an overlap', async () => {
    const result = await fc.check(
      fc.asyncProperty(histories({ ...ordinary, longestTransaction: 0 }), async (history) => {
        assert.deepEqual(await untruths(history, 'changes', feed('>=', ['stock.quant'])), [])
      }),
      { numRuns: 2000, seed, endOnFailure: true },
    )
    assert.equal(result.failed, true, 'the property cannot tell a good feed from a bad one')
  })
})

/** The feed that comes to mind first: one cursor per run of the process, the changed rows since, nothing remembered. */
function feed(operator: '>' | '>=', models: readonly string[]): Poller {
  let store: unknown
  let cursor = ''
  return async function* (settings) {
    if (store !== settings.store) {
      cursor = ''
      store = settings.store
    }
    const productIds = new Set<number>()
    let newest = cursor
    for (const model of models) {
      const rows = await settings.odoo.searchRead(model, [['write_date', operator, cursor]], ['product_id', 'write_date'])
      for (const row of rows) {
        productIds.add(numberField(row, 'product_id'))
        if (String(row['write_date']) > newest) newest = String(row['write_date'])
      }
    }
    if (settings.options?.request?.what !== 'changes') throw new SyncError('UNEXPECTED')
    yield* pollOnce({ ...settings, options: { ...settings.options, request: { what: 'products', productIds: [...productIds] } } })
    cursor = newest
  }
}
