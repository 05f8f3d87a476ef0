import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Budget } from '../../../src/adapters/shopify/pacing/budget.ts'
import { paced, type PacedCall } from '../../support/paced-call.ts'
import { SimulatedBucket } from '../../support/simulated-bucket.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const plans = [
  { max: 1000, rate: 50 },
  { max: 2000, rate: 100 },
  { max: 4000, rate: 200 },
  { max: 20000, rate: 1000 },
]
const plan = fc.constantFrom(...plans)
const latency = fc.integer({ min: 1, max: 900 })
const call = fc
  .record({
    requested: fc.integer({ min: 1, max: 200 }),
    kept: fc.double({ min: 0, max: 1, noNaN: true }),
    there: latency,
    work: latency,
    back: latency,
    urgent: fc.boolean(),
  })
  .map(({ kept, ...rest }) => ({ ...rest, actual: Math.ceil(rest.requested * kept) }))
/** As dear as the calls of this package are; Shopify gives back little of them. */
const ownCall = call.map((one) => ({ ...one, requested: 3 + (one.requested % 40), actual: 2 + (one.requested % 40) }))
const start = fc.integer({ min: 0, max: 5000 })

/** `width` callers, each sending its next call when the last one ended, until `end`. */
async function saturate(clock: VirtualClock, end: number, width: number, send: (call: number) => Promise<unknown>): Promise<void> {
  let sent = 0
  const worker = async (): Promise<void> => {
    while (clock.now() < end) await send(sent++)
  }
  await Promise.all(Array.from({ length: width }, worker))
}

const plain: PacedCall = { requested: 10, actual: 10, there: 40, work: 120, back: 40 }

describe('the cost budget of a shop', () => {
  it('is never throttled while nobody else draws on the bucket, whatever the calls cost and how long they take', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(plan, fc.array(fc.tuple(start, call), { minLength: 1, maxLength: 60 }), async ({ max, rate }, calls) => {
        const clock = new VirtualClock()
        const bucket = new SimulatedBucket(clock, max, rate)
        const budget = new Budget(clock)
        const all = calls.map(async ([at, one]) => {
          await clock.sleep(at)
          return await paced(clock, budget, bucket, one)
        })
        await clock.run(Promise.all(all))
        assert.equal(budget.figures().throttled, 0)
        assert.equal(budget.figures().waiting, 0)
      }),
      { numRuns: 150 },
    )
  })

  it('uses at least 95 % of what the bucket restores while there is work', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(plan, fc.array(ownCall, { minLength: 5, maxLength: 20 }), async ({ max, rate }, calls) => {
        const clock = new VirtualClock()
        const bucket = new SimulatedBucket(clock, max, rate)
        const budget = new Budget(clock)
        // Long enough for what lies in the bucket at either end, a tenth of it at most, to weigh less than the five percent.
        const seconds = Math.max(80, (10 * max) / rate)
        const end = clock.now() + seconds * 1000
        const halfTime = clock.sleep(seconds * 500).then(() => bucket.used)
        // Enough callers for the work to be limited by points and not by the time of a call.
        const work = saturate(clock, end, Math.min(400, Math.ceil(rate / 3)), async (n) => {
          await paced(clock, budget, bucket, calls[n % calls.length] ?? plain)
        })
        const first = await clock.run(halfTime)
        const atEnd = clock.sleep(end - clock.now()).then(() => bucket.used)
        const used = (await clock.run(atEnd)) - first
        await clock.run(work)
        assert.ok(used >= 0.95 * rate * (seconds / 2), `used ${used} of ${rate * (seconds / 2)}`)
        assert.equal(budget.figures().throttled, 0)
      }),
      { numRuns: 12 },
    )
  })

  it('serves an urgent call at once while others crowd the bucket', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(
        plan,
        fc.array(fc.integer({ min: 30_000, max: 90_000 }), { minLength: 1, maxLength: 8 }),
        async ({ max, rate }, times) => {
          const clock = new VirtualClock()
          const bucket = new SimulatedBucket(clock, max, rate)
          const budget = new Budget(clock)
          const crowd = saturate(clock, clock.now() + 90_000, 60, () => paced(clock, budget, bucket, plain))
          const waits = times.map(async (at) => {
            await clock.sleep(at)
            return await paced(clock, budget, bucket, { ...plain, urgent: true })
          })
          for (const wait of await clock.run(Promise.all(waits))) assert.equal(wait, 0)
          await clock.run(crowd)
        },
      ),
      { numRuns: 12 },
    )
  })

  it('starves nobody: a patient call is served in bounded time under a flood of urgent ones', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(plan, fc.integer({ min: 1, max: 50 }), async ({ max, rate }, cost) => {
        const clock = new VirtualClock()
        const bucket = new SimulatedBucket(clock, max, rate)
        const budget = new Budget(clock)
        const begin = clock.now()
        const flood = saturate(clock, begin + 90_000, Math.ceil(rate / 3), () => paced(clock, budget, bucket, { ...plain, urgent: true }))
        const patient = clock.sleep(45_000).then(() => paced(clock, budget, bucket, { ...plain, requested: cost, actual: cost }))
        // A fifth of the points is the patient ones' share: the cost is earned in five times its own time, plus one call.
        assert.ok((await clock.run(patient)) <= ((cost * 5 + plain.requested * 2) / rate) * 1000 + 1000)
        await clock.run(flood)
      }),
      { numRuns: 12 },
    )
  })

  it('finds its share again when somebody else empties the bucket, with few throttled calls', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(plan, fc.integer({ min: 1, max: 3 }), async ({ max, rate }, share) => {
        const clock = new VirtualClock()
        const bucket = new SimulatedBucket(clock, max, rate)
        const budget = new Budget(clock)
        const end = clock.now() + 120_000
        const other = (async () => {
          while (clock.now() < end) {
            await clock.sleep(250)
            const cost = (rate / 4) * (share / 4)
            if (bucket.arrive(cost)) bucket.end(cost, cost)
          }
        })()
        await clock.run(saturate(clock, end, 40, () => paced(clock, budget, bucket, plain)))
        await clock.run(other)
        const { calls, throttled } = budget.figures()
        assert.ok(throttled <= calls * 0.01, `${throttled} of ${calls} calls were throttled`)
        assert.ok(calls > 0)
      }),
      { numRuns: 12 },
    )
  })
})
