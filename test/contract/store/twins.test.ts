import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { FailedJob } from '../../../src/ports/store/failed-job.ts'
import type { LevelRecord } from '../../../src/ports/store/level-record.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { openSqliteStore } from '../../../src/adapters/store/sqlite/open-sqlite-store.ts'
import { planLineStates } from '../../../src/ports/store/plan-record.ts'
import type { StoreTables } from '../../../src/ports/store/store.ts'
import {
  NOW,
  OTHER_SHOP,
  SHOP,
  DATABASE,
  failedJob,
  hold,
  item,
  level,
  link,
  location,
  plan,
  planLine,
  run,
  sending,
  waiting,
  written,
} from './example.ts'
import { inFolder, stillClock } from './store-folder.ts'

type Step = (tables: StoreTables) => Promise<unknown>

const shop = fc.constantFrom(SHOP, OTHER_SHOP)
const small = fc.integer({ min: 1, max: 6 })
const limit = fc.integer({ min: 0, max: 8 })
const moment = fc.integer({ min: -90, max: 5 }).map((seconds) => NOW + seconds * 1000)
const state = fc.constantFrom<FailedJob['state']>('open', 'retrying', 'dismissed', 'resolved')
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })

const someLevel = fc
  .record({ number: small, place: small, shop, waits: fc.nat(90), moment, urgent: fc.boolean(), pool: small, kind: fc.nat(3) })
  .map((some): LevelRecord => {
    const change = { shop: some.shop, locationId: location(some.place), due: some.moment, urgent: some.urgent }
    if (some.kind === 0) return level(some.number, change)
    if (some.kind === 1) return { ...sending(some.number, `batch-${some.pool}`), ...change }
    // No two levels of a shop wait since the same time, because the order of those is not promised.
    const since = NOW - some.waits * 1000 + some.number * 10 + some.place
    return waiting(some.number, since, change, `pool-${some.pool}`)
  })

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.array(someLevel, { maxLength: 5 }).map(
    (some): Step =>
      ({ levels }) =>
        levels.put(some),
  ),
  fc.tuple(shop, moment, limit).map(
    ([of, now, most]): Step =>
      ({ levels }) =>
        levels.due(of, now, most),
  ),
  fc
    .tuple(shop, small)
    .map(([of, place]): Step => async ({ levels }) => [
      await levels.nextDue(of),
      await levels.depth(of),
      await levels.countAt(of, location(place)),
      await levels.inBatch(`batch-${place}`),
      await levels.ofStocks([`pool-${place}`]),
    ]),
  fc.tuple(shop, small, small, limit).map(
    ([of, number, place, most]): Step =>
      ({ levels }) =>
        levels.page(of, level(number, { locationId: location(place) }), most),
  ),
  fc.tuple(small, small, shop).map(
    ([number, product, of]): Step =>
      ({ links }) =>
        links.put([link(number, { odooProductId: product, shop: of })]),
  ),
  fc.tuple(shop, small).map(
    ([of, number]): Step =>
      ({ links }) =>
        links.remove(of, [item(number)]),
  ),
  fc
    .tuple(shop, small, small, limit)
    .map(([of, one, two, most]): Step => async ({ links }) => [
      await links.byProduct(of, DATABASE, [one, two]),
      await links.byItem(of, [item(two), item(one)]),
      await links.page(of, item(one), most),
      await links.count(of),
    ]),
  fc.record({ id: small, pool: small, moment, named: fc.boolean(), shop }).map((some): Step => ({ holds }) => {
    const order = some.named ? `#${some.pool}` : null
    const change = { pool: `pool-${some.pool}`, order, openedAt: some.moment, shop: some.shop, expiresAt: some.named ? null : some.moment }
    return holds.put([hold(`hold-${some.id}`, change)])
  }),
  fc
    .tuple(small, small, shop, moment)
    .map(([one, two, of, now]): Step => async ({ holds }) => [
      await holds.remove([`hold-${one}`]),
      await holds.ofStocks([`pool-${one}`, `pool-${two}`]),
      await holds.ofOrder(of, `#${two}`),
      await holds.expired(now),
      await holds.all(of),
    ]),
  fc.tuple(fc.uuid(), small, moment, shop).map(([id, cause, at, of]): Step => ({ failedJobs }) => {
    return failedJobs.record([failedJob(id, { cause: `cause-${cause}`, lastAt: at }, { shop: of })])
  }),
  fc.tuple(limit, state, moment).map(([which, next, at]): Step => async ({ failedJobs }) => {
    const ids = (await failedJobs.list({})).filter((_, place) => place % 3 === which % 3).map(({ id }) => id)
    return await failedJobs.setState(ids, next, `note ${which}`, at)
  }),
  fc.tuple(small, moment).map(
    ([cause, at]): Step =>
      ({ failedJobs }) =>
        failedJobs.resolve([`cause-${cause}`], at),
  ),
  fc.tuple(optional(state), optional(shop), limit, limit).map(([of, where, most, from]): Step => async ({ failedJobs }) => {
    const filter = { ...(of === undefined ? {} : { state: of }), ...(where === undefined ? {} : { shop: where }) }
    return [await failedJobs.list({ ...filter, limit: most, offset: from }), await failedJobs.count(filter)]
  }),
  fc.tuple(moment).map(([before]): Step => async ({ failedJobs, audit }) => [await failedJobs.forget(before), await audit.forget(before)]),
  fc.tuple(small, moment).map(
    ([number, at]): Step =>
      ({ audit }) =>
        audit.add([written(number, { at, to: at })]),
  ),
  fc.tuple(small, limit).map(
    ([number, most]): Step =>
      ({ audit }) =>
        audit.of(level(number), most),
  ),
  fc
    .tuple(small, small, limit)
    .map(([one, two, most]): Step => async ({ pictures }) => [
      await pictures.put('watch', new Map([[one, `digest ${two}`]])),
      await pictures.remove('watch', [two]),
      await pictures.get('watch', [one, two]),
      await pictures.page('watch', one, most),
    ]),
)

const lineState = fc.constantFrom(...planLineStates)
const planStep: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(small, small, small, lineState).map(
    ([of, number, place, inState]): Step =>
      ({ plans }) =>
        plans.putLines([planLine(`plan-${of}`, number, { locationId: location(place), state: inState })]),
  ),
  fc.tuple(small, moment, shop).map(
    ([of, createdAt, where]): Step =>
      ({ plans }) =>
        plans.put(plan(`plan-${of}`, { createdAt, shop: where })),
  ),
  fc
    .tuple(small, small, lineState, limit)
    .map(([of, number, inState, most]): Step => async ({ plans }) => [
      await plans.countLines(`plan-${of}`),
      await plans.lines(`plan-${of}`, planLine('', number), most),
      await plans.lines(`plan-${of}`, null, most, inState),
      await plans.list(SHOP, most),
      await plans.get(`plan-${of}`),
    ]),
  fc
    .tuple(small, small, moment)
    .map(([of, number, before]): Step => async ({ plans, runs }) => [
      await plans.endSteps([
        { plan: `plan-${of}`, shop: SHOP, inventoryItemId: item(number), locationId: location(1), state: 'written', written: 2 },
      ]),
      await plans.removeLines(`plan-${of}`, [planLine('', number)]),
      await plans.forget(before),
      await runs.forget(before),
    ]),
  fc
    .tuple(small, shop, moment, fc.constantFrom('done' as const, 'failed' as const))
    .map(([id, of, startedAt, ends]): Step => async ({ runs }) => {
      await runs.put(run(`run-${of}-${id}`, { shop: of, startedAt, state: ends }))
      return [await runs.live(of), await runs.get(`run-${of}-${id}`)]
    }),
)

/** Some transactions give up at their end; what they did must not be seen. */
const transaction = fc.record({
  steps: fc.array(fc.oneof({ weight: 3, arbitrary: step }, { weight: 1, arbitrary: planStep }), { minLength: 1, maxLength: 6 }),
  givesUp: fc.nat(3).map((dice) => dice === 0),
})

describe('memory store and SQLite store', () => {
  it('give the same answers to any history', async function () {
    this.timeout(60_000)
    await inFolder(async (file) => {
      let round = 0
      await fc.assert(
        fc.asyncProperty(fc.array(transaction, { maxLength: 25 }), async (history) => {
          let memory = new MemoryStore()
          const sqlite = await openSqliteStore(`${file}-${round++}`, { clock: stillClock })
          try {
            for (const { steps, givesUp } of history) {
              const answers: unknown[][] = [[], []]
              const outcomes = await Promise.allSettled(
                [memory, sqlite].map((store, which) =>
                  store.transaction(async (tables) => {
                    for (const one of steps) answers[which]?.push(await one(tables))
                    if (givesUp) throw new Error('gives up')
                  }),
                ),
              )
              assert.deepEqual(answers[1], answers[0])
              for (const { status } of outcomes) assert.equal(status, givesUp ? 'rejected' : 'fulfilled')
              memory = new MemoryStore(memory.snapshot())
            }
          } finally {
            await sqlite.close()
          }
        }),
        { numRuns: 60, seed: Number(process.env['SEED'] ?? 20_261_120) },
      )
    })
  })
})
