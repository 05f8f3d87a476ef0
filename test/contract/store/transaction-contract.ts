import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import type { Store, StoreTables } from '../../../src/ports/store/store.ts'
import { SHOP, batch, failedJob, hold, level, link, written } from './example.ts'
import { onStore, type StoreFactory } from './store-under-test.ts'

export function transactionContract(make: StoreFactory): void {
  describe('transactions', () => {
    it(
      'gives back what the work gives back',
      onStore(make, async (store) => {
        assert.equal(await store.transaction(async () => 'done'), 'done')
      }),
    )

    it(
      'changes nothing in any table when the work rejects, and rejects with its error',
      onStore(make, async (store) => {
        await store.transaction(async (tables) => {
          await fill(tables, 1)
          await tables.switches.put('freeze', '"on"')
        })
        const before = await everything(store)
        const refusal = new Error('not this time')
        const doomed = store.transaction(async (tables) => {
          await fill(tables, 2)
          await tables.levels.put([level(1, { state: 'failed' })])
          await tables.links.remove(SHOP, [link(1).inventoryItemId])
          await tables.holds.remove(['hold-1'])
          await tables.switches.put('freeze', null)
          await tables.failedJobs.record([failedJob('again', { cause: failedJob('job-1').cause })])
          throw refusal
        })
        await assert.rejects(doomed, refusal)
        assert.deepEqual(await everything(store), before)
      }),
    )

    it(
      'lets the others of a crowd through when some fail',
      onStore(make, async (store) => {
        const crowd = Array.from({ length: 30 }, (_, at) =>
          store.transaction(async (tables) => {
            await tables.cursors.put(`cursor-${at}`, 'set')
            if (at % 3 === 0) throw new Error(`transaction ${at} gives up`)
          }),
        )
        const outcomes = await Promise.allSettled(crowd)
        const kept = await store.transaction((tables) => Promise.all(crowd.map((_, at) => tables.cursors.get(`cursor-${at}`))))
        assert.deepEqual(
          outcomes.map(({ status }) => status),
          kept.map((value) => (value === null ? 'rejected' : 'fulfilled')),
        )
        assert.equal(kept.filter((value) => value === 'set').length, 20)
      }),
    )

    it(
      'never interleaves two transactions',
      onStore(make, async (store) => {
        const add = (): Promise<void> =>
          store.transaction(async (tables) => {
            const count = Number((await tables.cursors.get('count')) ?? '0')
            await tables.levels.put([level(count)])
            await tables.cursors.put('count', String(count + 1))
          })
        await Promise.all(Array.from({ length: 50 }, add))
        assert.equal(await store.transaction((tables) => tables.cursors.get('count')), '50')
      }),
    )

    it(
      'runs transactions in the order in which they were asked for',
      onStore(make, async (store) => {
        const order: number[] = []
        await Promise.all(Array.from({ length: 20 }, (_, at) => store.transaction(async () => order.push(at))))
        assert.deepEqual(
          order,
          order.toSorted((a, b) => a - b),
        )
      }),
    )

    it(
      'shows a transaction its own changes',
      onStore(make, async (store) => {
        const seen = await store.transaction(async (tables) => {
          await tables.levels.put([level(1, { failure: 'ODOO_BUSY' })])
          return await tables.levels.get([level(1)])
        })
        assert.deepEqual(seen, [level(1, { failure: 'ODOO_BUSY' })])
      }),
    )

    it(
      'refuses a transaction within a transaction, which would wait for itself for ever',
      onStore(make, async (store) => {
        const nested = store.transaction(() => store.transaction((tables) => tables.cursors.get('any')))
        await assert.rejects(nested, code('UNEXPECTED'))
      }),
    )

    it(
      'refuses tables that are used after their transaction',
      onStore(make, async (store) => {
        const stolen = await store.transaction(async (tables) => tables)
        await assert.rejects(stolen.cursors.put('late', 'write'), code('UNEXPECTED'))
        await assert.rejects(stolen.nextAsOf(), code('UNEXPECTED'))
        assert.equal(await store.transaction((tables) => tables.cursors.get('late')), null)
      }),
    )

    it(
      'rejects when a table failed, also when the work swallows the failure',
      onStore(make, async (store) => {
        const swallowing = store.transaction(async (tables) => {
          await tables.cursors.put('half', 'done')
          await tables.failedJobs.record([failedJob('same'), failedJob('same', { cause: 'another' })]).catch(() => [])
        })
        await assert.rejects(swallowing, code('UNEXPECTED'))
        assert.equal(await store.transaction((tables) => tables.cursors.get('half')), null)
      }),
    )

    it(
      'finishes what waits before it closes, and then refuses',
      onStore(make, async (store, underTest) => {
        const late = Array.from({ length: 5 }, (_, at) => store.transaction((tables) => tables.cursors.put(`late-${at}`, 'kept')))
        const closing = store.close()
        await assert.rejects(
          store.transaction(async () => 'too late'),
          code('STORE_UNAVAILABLE'),
        )
        await Promise.all([...late, closing, store.close()])
        const next = await underTest.again()
        assert.equal(await next.transaction((tables) => tables.cursors.get('late-4')), 'kept')
      }),
    )

    it(
      'keeps everything committed when the process begins again',
      onStore(make, async (store, underTest) => {
        for (const number of [1, 2, 3]) await store.transaction((tables) => fill(tables, number))
        const before = await everything(store)
        assert.deepEqual(await everything(await underTest.again()), before)
      }),
    )

    it(
      'knows the last place in the order of readings that it gave out',
      onStore(make, async (store) => {
        const [first, last, next] = await store.transaction(async (tables) => [
          await tables.nextAsOf(),
          await tables.lastAsOf(),
          await tables.nextAsOf(),
        ])
        assert.deepEqual([last, (next ?? 0) > (last ?? 0)], [first, true])
        await assert.rejects(
          store.transaction(async (tables) => {
            await tables.nextAsOf()
            throw new Error('and gone')
          }),
        )
        assert.ok((await store.transaction((tables) => tables.lastAsOf())) > (next ?? 0))
      }),
    )

    it(
      'never gives a place in the order of readings twice, across failures and restarts',
      onStore(make, async (store, underTest) => {
        const drawn: number[] = []
        const draw = async (from: Store, times: number): Promise<void> => {
          for (let time = 0; time < times; time++) drawn.push(await from.transaction((tables) => tables.nextAsOf()))
        }
        await draw(store, 3)
        const failing = store.transaction(async (tables) => {
          for (let time = 0; time < 1500; time++) drawn.push(await tables.nextAsOf())
          throw new Error('and gone')
        })
        await assert.rejects(failing, /and gone/)
        await draw(store, 5)
        const next = await underTest.again()
        const last = await next.transaction((tables) => tables.lastAsOf())
        assert.ok(last >= Math.max(...drawn), `${last} is the last, and ${drawn.at(-1)} was given out`)
        await draw(next, 3)
        for (const [at, place] of drawn.entries()) assert.ok(at === 0 || place > (drawn[at - 1] ?? 0), `${place} at ${at}`)
      }),
    )
  })
}

export function code(expected: string): (error: unknown) => boolean {
  return (error) => error instanceof SyncError && error.code === expected
}

/** Puts one row into every table. */
async function fill(tables: StoreTables, number: number): Promise<void> {
  await tables.links.put([link(number)])
  await tables.levels.put([level(number)])
  await tables.batches.put(batch(`batch-${number}`))
  await tables.holds.put([hold(`hold-${number}`)])
  await tables.failedJobs.record([failedJob(`job-${number}`)])
  await tables.cursors.put('watch', `cursor ${number}`)
  await tables.audit.add([written(1, { to: number })])
  await tables.pictures.put('watch', new Map([[number, `digest ${number}`]]))
}

/** What the tables show; enough to see a difference in any of them. */
function everything(store: Store): Promise<unknown> {
  return store.transaction(async (tables) => ({
    links: await tables.links.page(SHOP, null, 100),
    levels: await tables.levels.page(SHOP, null, 100),
    depth: await tables.levels.depth(SHOP),
    batches: await tables.batches.all(SHOP),
    holds: await tables.holds.all(SHOP),
    failedJobs: await tables.failedJobs.list({}),
    cursor: await tables.cursors.get('watch'),
    freeze: await tables.switches.get('freeze'),
    audit: await tables.audit.of(level(1), 100),
    pictures: await tables.pictures.page('watch', 0, 100),
  }))
}
