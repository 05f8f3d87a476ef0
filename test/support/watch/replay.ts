import type { PictureLine } from '../../../src/base/messages/picture.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { pollOnce, type PollRequest, type PollSettings } from '../../../src/engine/watch/poll.ts'
import { PollMemory } from '../../../src/engine/watch/poll-memory.ts'
import { overlap, span, type History, type PlannedPoll } from './history.ts'
import { StockModel } from './stock-model.ts'
import { kit, products } from './stock-places.ts'

/** One way of polling, to be compared with others. */
export type Poller = (settings: PollSettings) => AsyncGenerator<{ readonly pictures: readonly PictureLine[] }, void, undefined>

export const begin = Date.UTC(2026, 10, 20, 12)
export const watch = { name: 'shop', locations: [{ locationId: 10 }, { locationId: 20 }] }

/** Plays a history, polls once more when everything is over, and tells each product whose last picture is not the truth. */
export async function untruths(history: History, last: 'changes' | 'compare', poller: Poller = pollOnce): Promise<string[]> {
  const model = new StockModel(begin, last === 'changes')
  const received = new Map<number, PictureLine>()
  let store = new MemoryStore()
  let memory = new PollMemory()
  const due = timeline(history, model)

  function passTo(time: number): void {
    for (let next = due[0]; next !== undefined && next.at <= time; next = due[0]) {
      due.shift()
      model.now = Math.max(model.now, next.at)
      next.run()
    }
    model.now = Math.max(model.now, time)
  }

  /** What the client takes the time for. */
  function ours(): number {
    return model.now + history.clockError + (model.now >= begin + history.jump.at ? history.jump.by : 0)
  }

  async function poll(planned: PlannedPoll, request: PollRequest): Promise<void> {
    const { mishap } = planned
    let answers = 0
    model.beforeAnswer = () => {
      passTo(model.now + planned.latency)
      answers += 1
      if (mishap.kind === 'read-fails' && answers === mishap.step) throw new SyncError('ODOO_UNREACHABLE')
    }
    const clock = { now: () => ours(), elapsed: () => model.now, sleep: () => Promise.resolve() }
    const options = { request, memory, pageSize: 2, overlapMs: overlap }
    let batches = 0
    try {
      for await (const batch of poller({ odoo: model, store, watch, clock, options })) {
        batches += 1
        const crash = mishap.kind.startsWith('crash') && 'step' in mishap && batches === mishap.step
        if (!crash || mishap.kind === 'crash-after') take(batch.pictures)
        if (crash) throw new Error('crash')
      }
    } catch (error) {
      if (error instanceof SyncError) return
      store = new MemoryStore(store.snapshot())
      memory = new PollMemory()
    }
  }

  function take(pictures: readonly PictureLine[]): void {
    for (const picture of pictures) {
      const before = received.get(picture.odoo.productId)
      if (before === undefined || before.asOf < picture.asOf) received.set(picture.odoo.productId, picture)
    }
  }

  await poll(calm, { what: 'changes' })
  for (const planned of history.polls.toSorted((one, other) => one.at - other.at)) {
    passTo(begin + planned.at)
    await poll(planned, { what: 'changes' })
  }
  passTo(begin + 4 * span)
  await poll(calm, { what: last })
  // With the time of the server known as well as it can be: the dates of lots are judged by it.
  await poll(calm, { what: last })
  return wrong(received, model, memory.serverTime(ours()), await countedSince(store))
}

/** Since when the watch counts what is sent. */
export async function countedSince(store: MemoryStore): Promise<string> {
  return (await store.transaction((tables) => tables.cursors.get(`odoo-quant-watch orders ${watch.name}`))) ?? ''
}

/** Each product whose picture is not the truth, and the kit; what was sent counts from `since` on. */
export function wrong(received: ReadonlyMap<number, PictureLine>, model: StockModel, at: number, since: string): string[] {
  const watched = watch.locations.map((one) => one.locationId)
  const truth = (productId: number): object[] => [
    model.truth(productId, watched, at),
    model.owed(productId, watched),
    model.known(productId, watched, since),
  ]
  const pairs = products.map((productId) => {
    const picture = received.get(productId)
    return [productId, [shown(picture?.stock), owed(picture?.demand), known(picture?.orders)], truth(productId)] as const
  })
  const one = received.get(kit.productId)
  // A kit that never had stock and was never sent is left out, as any product.
  const made = kit.parts.map((part, place) => [part, place === 0 ? model.perKit : 1, ...truth(part)])
  const nothing = kit.parts.every((part) => truth(part).every((sums) => Object.keys(sums).length === 0))
  const none = model.perKit === 0 || (one === undefined && nothing)
  const parts = (one?.kit?.components ?? []).map((part) => [
    part.productId,
    part.per,
    shown(part.stock),
    owed(part.demand),
    known(part.orders),
  ])
  return [...pairs, [kit.productId, parts, none ? [] : made] as const].flatMap(([productId, is, should]) =>
    JSON.stringify(is) === JSON.stringify(should) ? [] : [`${productId}: ${JSON.stringify(is)} is not ${JSON.stringify(should)}`],
  )
}

function owed(demand: PictureLine['demand'] = []): Record<number, number> {
  return Object.fromEntries(demand.map((one) => [one.locationId, one.quantity]))
}

function known(orders: PictureLine['orders'] = []): Record<number, [number, number]> {
  return Object.fromEntries(orders.map(({ locationId, reserved = 0, sent = 0 }) => [locationId, [reserved, sent]]))
}

function shown(stock: PictureLine['stock'] = []): Record<string, [number, number]> {
  const some = stock.filter((one) => one.quantity !== 0 || one.reserved !== 0)
  return Object.fromEntries(some.map((one) => [one.locationId, [one.quantity, one.reserved]]))
}

export const calm: PlannedPoll = { at: 0, latency: 10, mishap: { kind: 'none' } }

export function timeline(history: History, model: StockModel): { at: number; run: () => void }[] {
  const due: { at: number; run: () => void }[] = []
  for (const { at, lasts, changes } of history.transactions) {
    let commit = (): void => undefined
    due.push({ at: begin + at, run: () => (commit = model.begin(changes)) })
    due.push({ at: begin + at + lasts, run: () => commit() })
  }
  for (const { at, what } of history.housekeeping) {
    due.push({ at: begin + at, run: () => (what === 'merge' ? model.mergeQuants() : model.deleteZeroQuants()) })
  }
  for (const { at, productId, locationId, quantity } of history.repairs) {
    due.push({ at: begin + at, run: () => model.rawSql(productId, locationId, quantity) })
  }
  for (const { at, lasts, locationId, parent } of history.resettlements) {
    let commit = (): void => undefined
    due.push({ at: begin + at, run: () => (commit = model.moveLocation(locationId, parent)) })
    due.push({ at: begin + at + lasts, run: () => commit() })
  }
  model.endsAt = begin + history.endsAt
  for (const { at, perKit } of history.bills) due.push({ at: begin + at, run: () => void (model.perKit = perKit) })
  return due.toSorted((one, other) => one.at - other.at)
}
