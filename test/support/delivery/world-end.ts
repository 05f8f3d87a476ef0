import assert from 'node:assert/strict'
import type { World } from './world.ts'

/** Longer than any hold of a world lasts. */
const veryLong = 2e12

/** Faults stop: everything on its way arrives, and the delivery works until nothing is left to do. */
export async function finish(world: World): Promise<void> {
  for (let idle = 0; idle < 4;) {
    while (world.pending > 0) await world.meet(0, 'answer', 0)
    world.clock.pass(120_000)
    const before = world.calls
    await world.work()
    const { sets, reads } = world.calls
    idle = world.pending === 0 && sets === before.sets && reads === before.reads ? idle + 1 : 0
    assert.ok(sets < 3000, 'the delivery never comes to rest')
  }
  assert.deepEqual(world.staleJobs(), [], 'a job tells of a hold that is none any more')
}

/** The same, and then holds run out: a reading that lags after a lost answer looks like a sale. */
export async function finishWithoutHolds(world: World): Promise<void> {
  await finish(world)
  world.clock.pass(veryLong)
  await finish(world)
}

/** What the newest accepted picture of a product asks for. */
export function asked(world: World, item: number): number {
  const { quantity, reserved } = world.newest(item)
  return Math.max(0, quantity - reserved)
}

/** Units sold in Shopify and not sent yet. */
export function sold(world: World, item: number): number {
  const open = world.orders.filter(
    (order) => order.item === item && (order.deliveredAt ?? Number.POSITIVE_INFINITY) > world.newest(item).step,
  )
  return open.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** One order after the other is reserved and read, and what follows from it is delivered before `each` hears of its item. */
export async function catchUp(world: World, each: (item: number) => void): Promise<void> {
  await finish(world)
  for (const _ of world.orders) await world.arrive()
  for (const order of world.orders.filter(({ reservedAt }) => reservedAt === null)) {
    await world.reserve()
    await world.readAll()
    await finish(world)
    each(order.item)
  }
}

/** Every order arrives and is reserved, every product is read, and everything is delivered: long before any hold runs out. */
export async function comeRight(world: World): Promise<void> {
  await finish(world)
  for (const _ of world.orders) await world.arrive()
  for (const _ of world.orders) await world.reserve()
  await world.readAll()
  await finish(world)
}

/** Every order arrives and is reserved, every product is read, holds run out, and everything is delivered. */
export async function quiesce(world: World): Promise<void> {
  await finish(world)
  for (const _ of world.orders) await world.arrive()
  for (const _ of world.orders) await world.reserve()
  await world.readAll()
  await finishWithoutHolds(world)
  await world.verify()
  await finishWithoutHolds(world)
}
