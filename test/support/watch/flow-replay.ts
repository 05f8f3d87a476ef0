import fc from 'fast-check'
import type { PictureLine } from '../../../src/base/messages/picture.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { Acknowledgements, originsOf } from '../../../src/engine/watch/acknowledgements.ts'
import { keepAnswered } from '../../../src/engine/watch/sent-picture.ts'
import { Outstanding } from '../../../src/engine/watch/outstanding.ts'
import { pollOnce } from '../../../src/engine/watch/poll.ts'
import { PollMemory } from '../../../src/engine/watch/poll-memory.ts'
import { histories, overlap, span, type History } from './history.ts'
import { begin, calm, countedSince, timeline, watch, wrong } from './replay.ts'
import { StockModel } from './stock-model.ts'
import { products } from './stock-places.ts'

/** What a branch of the flow does with a batch. */
interface Treatment {
  readonly what: 'stores' | 'fails' | 'loses'
  readonly after: number
}

export interface FlowHistory {
  readonly history: History
  /** Per branch; when they are used up, batches are stored. */
  readonly branches: readonly (readonly Treatment[])[]
  readonly crashes: readonly number[]
}

const waitMs = 4_000
/** Between storing lines and saying so. */
const sayMs = 20

export function flowHistories(branches: number, treatments: readonly Treatment['what'][]): fc.Arbitrary<FlowHistory> {
  const treatment = fc.record({ what: fc.constantFrom(...treatments), after: fc.integer({ min: 0, max: 3 * waitMs }) })
  return fc.record({
    history: histories({ longestTransaction: overlap - 600, repairs: false, jumps: false }),
    branches: fc.array(fc.array(treatment, { maxLength: 4 }), { minLength: branches, maxLength: branches }),
    crashes: fc.array(fc.integer({ min: 0, max: span }), { maxLength: 3 }),
  })
}

/** Plays a watch, a flow that loses what it is told to lose, and crashes; tells each product that a branch has wrong in the end. */
export async function missed({ history, branches, crashes }: FlowHistory, heeding = true): Promise<string[]> {
  const model = new StockModel(begin, true)
  const received = branches.map(() => new Map<number, PictureLine>())
  const plans = branches.map((plan) => [...plan])
  let events: { at: number; run: () => void }[] = []
  let crashed = false
  const world = timeline(history, model)
  let process = start(new MemoryStore())
  let calmNow = true

  function start(store: MemoryStore) {
    const bus = new Acknowledgements()
    const outstanding = new Outstanding({ waitMs, longestWaitMs: 4 * waitMs })
    bus.listen((origins, answer) => outstanding.answer(origins, answer, now()))
    return { store, bus, outstanding, memory: new PollMemory() }
  }
  function now(): number {
    return model.now + history.clockError
  }
  function passTo(time: number): void {
    for (;;) {
      const next = [...world, ...events].toSorted((one, other) => one.at - other.at)[0]
      if (next === undefined || next.at > time) break
      if (world.includes(next)) world.splice(world.indexOf(next), 1)
      else events = events.filter((event) => event !== next)
      model.now = Math.max(model.now, next.at)
      next.run()
    }
    model.now = Math.max(model.now, time)
  }
  function give(pictures: readonly PictureLine[]): void {
    const { bus } = process
    received.forEach((kept, branch) => {
      const { what, after } = (calmNow ? undefined : plans[branch]?.shift()) ?? { what: 'stores', after: 0 }
      const say = (answer: Parameters<Acknowledgements['tell']>[1]) => bus.tell(originsOf(pictures), answer)
      if (what === 'loses') return
      const at = model.now + after
      if (what === 'fails') events.push({ at, run: () => say({ what: 'refused' }) })
      else {
        events.push({ at, run: () => take(kept, pictures) })
        events.push({ at: at + sayMs, run: () => say({ what: 'stored', by: `sink ${branch}` }) })
      }
    })
  }
  async function poll(latency: number, failsAt = 0): Promise<void> {
    let answers = 0
    model.beforeAnswer = () => {
      passTo(model.now + latency)
      answers += 1
      if (crashed) throw new Error('crash')
      if (answers === failsAt) throw new SyncError('ODOO_UNREACHABLE')
    }
    const clock = { now, elapsed: () => model.now, sleep: async (ms: number) => passTo(model.now + Math.max(1, Math.min(ms, 200))) }
    const { store, memory, outstanding } = process
    const options = { request: { what: 'changes' as const }, memory, pageSize: 2, overlapMs: overlap, ...(heeding ? { outstanding } : {}) }
    try {
      await keepAnswered(store, watch.name, outstanding)
      for await (const batch of pollOnce({ odoo: model, store, watch, clock, options })) give(batch.pictures)
    } catch (error) {
      if (!(error instanceof SyncError)) crashed = true
    }
    if (!crashed) return
    crashed = false
    events = []
    process = start(new MemoryStore(store.snapshot()))
  }

  // The sinks are known from the first day: that they are there at all must be heard once.
  model.begin(products.map((productId) => ({ productId, locationId: 10, quantity: 5, reserved: 0, withMove: true })))()
  await poll(10)
  passTo(model.now + 100)
  calmNow = false
  world.push(...crashes.map((at) => ({ at: begin + at, run: () => void (crashed = true) })))
  for (const { at, latency, mishap } of history.polls.toSorted((one, other) => one.at - other.at)) {
    passTo(begin + at)
    await poll(latency, mishap.kind === 'read-fails' ? mishap.step : 0)
  }
  passTo(begin + 4 * span)
  for (let round = 0; round < 60; round++) {
    await poll(calm.latency)
    passTo(model.now + waitMs)
  }
  const [at, since] = [process.memory.serverTime(now()), await countedSince(process.store)]
  return received.flatMap((kept, branch) => wrong(kept, model, at, since).map((what) => `branch ${branch}, ${what}`))
}

function take(kept: Map<number, PictureLine>, pictures: readonly PictureLine[]): void {
  for (const picture of pictures) {
    const before = kept.get(picture.odoo.productId)
    if (before === undefined || before.asOf < picture.asOf) kept.set(picture.odoo.productId, picture)
  }
}
