import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { FloorOptions } from './floor-options.ts'
import { nameOf, type Place } from './place.ts'
import { planId } from './plan-id.ts'
import { ShopFloor } from './shop-floor.ts'

/** Any few levels of any few products, as both systems have them. */
export const anyPlaces = fc.uniqueArray(
  fc.record({
    product: fc.integer({ min: 1, max: 12 }),
    location: fc.integer({ min: 1, max: 3 }),
    odoo: fc.integer({ min: 0, max: 30 }),
    shopify: fc.integer({ min: 0, max: 30 }),
  }),
  { selector: nameOf, minLength: 1, maxLength: 30 },
)

/** Runs a test on a floor of its own, in pages of four products; nothing may be written that could not be sold. */
export async function onAnyFloor(all: readonly Place[], options: FloorOptions, test: (floor: ShopFloor) => Promise<void>): Promise<void> {
  const floor = new ShopFloor(all, { pageSize: 4, ...options })
  try {
    await test(floor)
    assert.deepEqual(floor.violations, [])
  } finally {
    await floor.close()
  }
}

/** Makes a plan; gives what was found by place. */
export async function compared(floor: ShopFloor): Promise<{ plan: string; found: Map<string, string> }> {
  await floor.command({ action: 'start' })
  const status = await floor.finish()
  assert.equal(status.plan?.state, 'ready')
  const plan = planId(status)
  return { plan, found: new Map((await floor.planLines(plan)).map((line) => [floor.name(line), `${line.outcome} ${line.state}`])) }
}

/** What Shopify shows, by place. */
export const shownNow = (floor: ShopFloor, all: readonly Place[]): Record<string, number> =>
  Object.fromEntries(all.map((place) => [nameOf(place), floor.available(place)]))

/** What Shopify should show, by place. */
export const wantedNow = (all: readonly Place[]): Record<string, number> =>
  Object.fromEntries(all.map((place) => [nameOf(place), place.odoo]))
