import { finish } from './world-end.ts'
import type { World } from './world.ts'

/** What happens before a history begins, once every product shows what Odoo has. */
export type Beginning = (world: World) => Promise<void>

/**
 * A write that lowers an item never arrives, or one that raises it does and its answer is lost; shoppers buy just as many
 * (SPEC.md, coincidences). `known`: the write is asked for again before anything else.
 */
export function coincidence(way: 'lowers' | 'raises', units: number, known: boolean): Beginning {
  return async (world) => {
    world.receive(0, way === 'lowers' ? -units : units)
    await world.photograph(0)
    await world.accept(0)
    await world.work()
    await world.meet(0, way === 'lowers' ? 'lost-before' : 'lost-after', 0)
    world.sell(0, units)
    if (known) await finish(world)
  }
}

/** A sale is held, and Odoo has reserved it already: a picture that says so, but was read before the sale was seen, is on its way. */
export function reservedBeforeItWasSeen(units: number): Beginning {
  return async (world) => {
    world.receive(0, 1)
    await world.photograph(0)
    await world.accept(0)
    world.sell(0, units)
    await world.arrive()
    await world.work()
    await world.meet(0, 'answer', 0)
    await world.reserve()
    await world.photograph(0)
    await finish(world)
  }
}
