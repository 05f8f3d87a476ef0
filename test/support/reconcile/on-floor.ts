import assert from 'node:assert/strict'
import type { FloorOptions } from './floor-options.ts'
import type { Place } from './place.ts'
import { planId } from './plan-id.ts'
import { ShopFloor } from './shop-floor.ts'

/** Products 1, 2, 3 … at location 1: what Odoo can ship, what Shopify shows. */
export const at = (...levels: readonly (readonly [odoo: number, shopify: number])[]): Place[] =>
  levels.map(([odoo, shopify], index) => ({ product: index + 1, location: 1, odoo, shopify }))

/** Runs a test on a floor of its own; nothing may be written that could not be sold. */
export async function on(places: readonly Place[], test: (floor: ShopFloor) => Promise<void>, options: FloorOptions = {}): Promise<void> {
  const floor = new ShopFloor(places, options)
  try {
    await test(floor)
    assert.deepEqual(floor.violations, [])
  } finally {
    await floor.close()
  }
}

/** Makes a plan and gives its id. */
export async function planned(floor: ShopFloor): Promise<string> {
  await floor.command({ action: 'start' })
  return planId(await floor.finish())
}

/** The states of a plan's lines by place. */
export const states = async (floor: ShopFloor, plan: string) =>
  Object.fromEntries((await floor.planLines(plan)).map((line) => [floor.name(line), line.state]))
