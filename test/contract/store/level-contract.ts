import assert from 'node:assert/strict'
import { NOW, OTHER_SHOP, SHOP, hold, item, level, location, sending, waiting } from './example.ts'
import type { LevelKey, LevelRecord } from '../../../src/ports/store/level-record.ts'
import { onStore, type StoreFactory } from './store-under-test.ts'

export function levelContract(make: StoreFactory): void {
  describe('levels', () => {
    it(
      'keeps every field of a level',
      onStore(make, async (store) => {
        const inFlight = sending(1, 'batch-1')
        assert.ok(inFlight.sent !== null)
        const full: Required<LevelRecord> = {
          ...inFlight,
          observed: { quantity: 3, at: NOW, asOf: 9, maybe: inFlight.sent },
          doubt: { kind: 'lost', sent: inFlight.sent },
          attempts: 3,
          cohort: 'half-a',
          failure: 'SHOPIFY_TIMEOUT',
          urgent: true,
          step: { plan: 'plan-1', way: 'back', from: 3, to: 4, asOf: 9 },
          rest: 9,
          counted: { run: NOW, zeroed: true },
          soldLately: { since: NOW, units: 4, earlier: 2 },
          left: 9,
          cancelled: [hold('a', { doubtful: true })],
          released: 2,
        }
        await store.transaction(({ levels }) => levels.put([full]))
        assert.deepEqual(await store.transaction(({ levels }) => levels.get([full])), [full])
      }),
    )

    it(
      'answers one level or null per key, in the order of the keys',
      onStore(make, async (store) => {
        const here = level(1)
        const there = level(1, { locationId: location(2), state: 'failed' })
        await store.transaction(({ levels }) => levels.put([here, there, level(1, { shop: OTHER_SHOP })]))
        const keys = [level(9), there, here, { ...here, shop: 'nobody.myshopify.com' }, there]
        assert.deepEqual(await store.transaction(({ levels }) => levels.get(keys)), [null, there, here, null, there])
      }),
    )

    it(
      'replaces a level as a whole',
      onStore(make, async (store) => {
        const later = waiting(1, NOW, { confirmed: null, urgent: true }, 'another-pool')
        await store.transaction(async ({ levels }) => {
          await levels.put([waiting(1, NOW - 5), sending(2, 'batch-1')])
          await levels.put([later])
          await levels.put([level(2)])
          assert.deepEqual(await levels.get([later, level(2)]), [later, level(2)])
          assert.deepEqual(await levels.ofStocks(['pool-1']), [])
          assert.deepEqual(await levels.ofStocks(['another-pool']), [later])
          assert.deepEqual(await levels.inBatch('batch-1'), [])
        })
      }),
    )

    it(
      'hastens waiting levels of a shop that are due too late, and no others',
      onStore(make, async (store) => {
        const [soon, late, failed] = [
          level(1, { state: 'waiting', due: NOW + 10 }),
          level(2, { state: 'waiting', due: NOW + 1000 }),
          level(3, { state: 'failed', due: NOW + 1000 }),
        ]
        await store.transaction(({ levels }) => levels.put([soon, late, failed]))
        const after = await store.transaction(async ({ levels }) => {
          await levels.hasten('another shop', NOW, NOW)
          await levels.hasten(SHOP, NOW + 100, NOW)
          return await levels.get([soon, late, failed])
        })
        assert.deepEqual(after, [soon, { ...late, due: NOW }, failed])
      }),
    )

    it(
      'gives due levels with the urgent ones first, then the longest waiting',
      onStore(make, async (store) => {
        const late = waiting(1, NOW - 10)
        const early = waiting(2, NOW - 30)
        const urgentLate = waiting(3, NOW - 5, { urgent: true })
        const urgentEarly = waiting(4, NOW - 20, { urgent: true })
        const sameTime = waiting(5, NOW - 10, { locationId: location(2) })
        await store.transaction(({ levels }) => levels.put([late, early, urgentLate, urgentEarly, sameTime]))
        const order = [urgentEarly, urgentLate, early, late, sameTime]
        await store.transaction(async ({ levels }) => {
          assert.deepEqual(await levels.due(SHOP, NOW, 10), order)
          assert.deepEqual(await levels.due(SHOP, NOW, 3), order.slice(0, 3))
          assert.deepEqual(await levels.due(SHOP, NOW, 1), order.slice(0, 1))
        })
      }),
    )

    it(
      'lets a level that has waited for a minute go with the urgent ones, so that none starves',
      onStore(make, async (store) => {
        const aged = waiting(1, NOW - 60_000)
        const young = waiting(2, NOW - 59_999)
        const urgents = [3, 4, 5].map((number) => waiting(number, NOW - 100 * number, { urgent: true }))
        await store.transaction(({ levels }) => levels.put([young, ...urgents, aged]))
        const due = await store.transaction(({ levels }) => levels.due(SHOP, NOW, 10))
        assert.deepEqual(due, [aged, ...urgents.toReversed(), young])
      }),
    )

    it(
      'gives only levels of the shop that wait and are due',
      onStore(make, async (store) => {
        const due = waiting(1, NOW, { due: NOW })
        const others = [
          waiting(2, NOW, { due: NOW + 1 }),
          waiting(3, NOW, { shop: OTHER_SHOP }),
          sending(4, 'batch-1'),
          waiting(5, NOW, { state: 'failed' }),
          level(6),
        ]
        await store.transaction(({ levels }) => levels.put([due, ...others]))
        await store.transaction(async ({ levels }) => {
          assert.deepEqual(await levels.due(SHOP, NOW, 10), [due])
          assert.deepEqual(await levels.due(SHOP, NOW - 1, 10), [])
        })
      }),
    )

    it(
      'tells when the next waiting level is due',
      onStore(make, async (store) => {
        await store.transaction(async ({ levels }) => {
          assert.equal(await levels.nextDue(SHOP), null)
          await levels.put([waiting(1, NOW, { due: NOW + 50 }), waiting(2, NOW, { due: NOW + 20 }), level(3, { due: NOW })])
          assert.equal(await levels.nextDue(SHOP), NOW + 20)
          await levels.put([level(2)])
          assert.equal(await levels.nextDue(SHOP), NOW + 50)
        })
      }),
    )

    it(
      'finds the levels of a batch and of a pool',
      onStore(make, async (store) => {
        const [first, second] = [sending(1, 'batch-1'), sending(2, 'batch-1')]
        const shared = waiting(1, NOW, { locationId: location(2) })
        await store.transaction(({ levels }) => levels.put([second, first, shared, sending(3, 'batch-2'), level(4)]))
        await store.transaction(async ({ levels }) => {
          assert.deepEqual(await levels.inBatch('batch-1'), [first, second])
          assert.deepEqual(await levels.inBatch('batch-9'), [])
          assert.deepEqual(await levels.ofStocks(['pool-1']), [first, shared])
        })
      }),
    )

    it(
      'counts levels by state and by location, and tells the oldest that waits or is being sent',
      onStore(make, async (store) => {
        const counted = [
          waiting(1, NOW - 10),
          { ...sending(2, 'batch-1'), wanted: waiting(2, NOW - 90).wanted },
          waiting(3, NOW - 500, { state: 'failed' }),
          level(4),
          level(5, { locationId: location(2) }),
          waiting(6, NOW - 900, { shop: OTHER_SHOP }),
        ]
        await store.transaction(({ levels }) => levels.put(counted))
        await store.transaction(async ({ levels }) => {
          assert.deepEqual(await levels.depth(SHOP), { waiting: 1, sending: 1, failed: 1, settled: 2, oldestSince: NOW - 90 })
          const none = { waiting: 0, sending: 0, failed: 0, settled: 0, oldestSince: null }
          assert.deepEqual(await levels.depth('nobody.myshopify.com'), none)
          assert.equal(await levels.countAt(SHOP, location(1)), 4)
          assert.equal(await levels.countAt(SHOP, location(2)), 1)
          assert.equal(await levels.countAt(OTHER_SHOP, location(2)), 0)
          assert.deepEqual(await levels.failedAt(SHOP, location(1)), [counted[2]])
          assert.deepEqual(await levels.failedAt(SHOP, location(2)), [])
        })
      }),
    )

    it(
      'pages through a shop in the order of item, then location',
      onStore(make, async (store) => {
        const all = [1, 2, 3, 4].flatMap((number) => [1, 2, 3].map((place) => level(number, { locationId: location(place) })))
        await store.transaction(({ levels }) => levels.put([...all.toReversed(), level(2, { shop: OTHER_SHOP })]))
        await store.transaction(async ({ levels }) => {
          const seen: LevelRecord[] = []
          let after: LevelKey | null = null
          for (let page = await levels.page(SHOP, after, 5); page.length > 0; page = await levels.page(SHOP, after, 5)) {
            seen.push(...page)
            after = page.at(-1) ?? null
          }
          assert.deepEqual(seen, all)
          const between = { shop: SHOP, inventoryItemId: item(2), locationId: `${location(1)}5` }
          assert.deepEqual((await levels.page(SHOP, between, 1))[0], all[4])
        })
      }),
    )

    it(
      'takes thousands of levels in one transaction',
      onStore(make, async (store) => {
        const many = Array.from({ length: 3000 }, (_, number) => waiting(number, NOW - number))
        await store.transaction(({ levels }) => levels.put(many))
        assert.deepEqual(await store.transaction(({ levels }) => levels.get(many)), many)
      }),
    )
  })
}
