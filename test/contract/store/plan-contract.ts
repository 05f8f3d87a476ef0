import assert from 'node:assert/strict'
import type { PlanLine } from '../../../src/ports/store/plan-record.ts'
import type { Store } from '../../../src/ports/store/store.ts'
import { NOW, OTHER_SHOP, SHOP, item, location, plan, planLine } from './example.ts'
import { onStore, type StoreFactory } from './store-under-test.ts'

const numbers = (lines: readonly PlanLine[]): string[] =>
  lines.map((line) => `${line.inventoryItemId.slice(-1)}@${line.locationId.slice(-1)}`)

function keepLines(store: Store, ...lines: PlanLine[]): Promise<void> {
  return store.transaction((tables) => tables.plans.putLines(lines))
}

export function planContract(make: StoreFactory): void {
  describe('plans', () => {
    it(
      'keeps plans as they are given, the newest of a shop first, also for the next process',
      onStore(make, async (store, underTest) => {
        const [older, newer] = [plan('a'), plan('b', { createdAt: NOW + 1, state: 'ready' })]
        await store.transaction(async ({ plans }) => {
          for (const one of [plan('a', { state: 'applied' }), older, newer, plan('c', { shop: OTHER_SHOP })]) await plans.put(one)
        })
        const next = await underTest.again()
        await next.transaction(async ({ plans }) => {
          assert.deepEqual(await plans.list(SHOP, 9), [newer, older])
          assert.deepEqual(await plans.list(SHOP, 1), [newer])
          assert.deepEqual([await plans.get('a'), await plans.get('nobody')], [older, null])
        })
      }),
    )

    it(
      'pages through lines in the order of their levels, all of them or those in one state',
      onStore(make, async (store) => {
        const lines = [planLine('a', 2), planLine('a', 1, { locationId: location(2) }), planLine('a', 1, { state: 'written' })]
        await keepLines(store, ...lines, planLine('b', 3))
        await store.transaction(async ({ plans }) => {
          assert.deepEqual(numbers(await plans.lines('a', null, 9)), ['1@1', '1@2', '2@1'])
          assert.deepEqual(numbers(await plans.lines('a', null, 2)), ['1@1', '1@2'])
          assert.deepEqual(numbers(await plans.lines('a', planLine('a', 1), 9)), ['1@2', '2@1'])
          assert.deepEqual(numbers(await plans.lines('a', null, 9, 'planned')), ['1@2', '2@1'])
          assert.deepEqual(numbers(await plans.lines('a', planLine('a', 1, { locationId: location(2) }), 9, 'planned')), ['2@1'])
          assert.deepEqual(await plans.lines('a', null, 1, 'written'), [lines[2]])
          assert.deepEqual(await plans.countLines('a'), { planned: 2, written: 1 })
          assert.deepEqual(await plans.countLines('nobody'), {})
        })
      }),
    )

    it(
      'replaces a line by its level and removes lines',
      onStore(make, async (store) => {
        await keepLines(store, planLine('a', 1), planLine('a', 1, { wanted: 99, state: 'noted' }), planLine('a', 2), planLine('b', 2))
        await store.transaction(async ({ plans }) => {
          await plans.removeLines('a', [planLine('a', 2), planLine('a', 7)])
          assert.deepEqual(await plans.lines('a', null, 9), [planLine('a', 1, { wanted: 99, state: 'noted' })])
          assert.equal((await plans.lines('b', null, 9)).length, 1)
        })
      }),
    )

    it(
      'writes down how steps ended, and passes over what it does not know',
      onStore(make, async (store) => {
        await keepLines(store, planLine('a', 1, { state: 'ordered' }), planLine('a', 2, { state: 'ordered' }))
        await store.transaction(async ({ plans }) => {
          const key = (number: number) => ({ plan: 'a', shop: SHOP, inventoryItemId: item(number), locationId: location(1) })
          await plans.endSteps([
            { ...key(1), state: 'written', replaced: 15, written: 10 },
            { ...key(2), state: 'moved', note: '14' },
            { ...key(9), state: 'failed' },
          ])
          assert.deepEqual(await plans.lines('a', null, 9), [
            planLine('a', 1, { state: 'written', replaced: 15, written: 10 }),
            planLine('a', 2, { state: 'moved', note: '14' }),
          ])
          await plans.endSteps([{ ...key(1), state: 'restored' }])
          assert.deepEqual(await plans.lines('a', null, 9, 'restored'), [
            planLine('a', 1, { state: 'restored', replaced: 15, written: 10 }),
          ])
        })
      }),
    )

    it(
      'forgets old plans with their lines, some at a time',
      onStore(make, async (store) => {
        await store.transaction(async ({ plans }) => {
          for (const one of [plan('old', { createdAt: NOW - 9 }), plan('new')]) await plans.put(one)
        })
        await keepLines(store, ...[1, 2, 3].map((number) => planLine('old', number)), planLine('new', 1))
        await store.transaction(async ({ plans }) => {
          assert.equal(await plans.forget(NOW, 2), 2)
          assert.equal((await plans.lines('old', null, 9)).length, 1)
          assert.equal(await plans.forget(NOW), 2)
          assert.deepEqual([(await plans.lines('old', null, 9)).length, await plans.get('old')], [0, null])
          assert.equal((await plans.lines('new', null, 9)).length, 1)
          assert.equal(await plans.forget(NOW), 0)
        })
      }),
    )
  })
}
