import fc from 'fast-check'
import type { Fate } from './gate.ts'
import type { World } from './world.ts'

/** One thing that happens. Everything that could happen at any instant is a choice of the history. */
export type Happening =
  | { readonly what: 'receive' | 'sell' | 'edit'; readonly item: number; readonly quantity: number }
  | { readonly what: 'arrive' | 'reserve' | 'deliver' | 'cancel' | 'work' | 'crash' }
  | { readonly what: 'photograph'; readonly item: number }
  | { readonly what: 'accept'; readonly which: number }
  | { readonly what: 'answer'; readonly which: number; readonly fate: Fate; readonly stale: number }
  | { readonly what: 'time' | 'set-clock'; readonly ms: number }

const fates: Fate[] = ['lost-before', 'lost-after', 'refused-before', 'crash-before', 'crash-after']

/** Who changes quantities in Shopify beside us: nobody, shoppers, or shoppers and people in the admin. */
export type Others = 'nobody' | 'shoppers' | 'everybody'

const year = 365 * 86_400_000
/** How a clock is set: by seconds, by hours, and by a year, both ways. */
const jumps = fc.constantFrom(-9000, 9000, -7_200_000, 7_200_000, -year, year)

/** Histories over `items` products. */
export function histories(items: number, others: Others): fc.Arbitrary<Happening[]> {
  const item = fc.nat({ max: items - 1 })
  const few = fc.integer({ min: 1, max: 4 })
  const one: fc.WeightedArbitrary<Happening>[] = [
    { weight: 2, arbitrary: fc.record({ what: fc.constant('receive' as const), item, quantity: fc.integer({ min: -3, max: 6 }) }) },
    { weight: 4, arbitrary: fc.record({ what: fc.constant('photograph' as const), item }) },
    { weight: 4, arbitrary: fc.record({ what: fc.constant('accept' as const), which: fc.nat({ max: 3 }) }) },
    { weight: 5, arbitrary: fc.record({ what: fc.constant('work' as const) }) },
    {
      weight: 8,
      arbitrary: fc.record({
        what: fc.constant('answer' as const),
        which: fc.nat({ max: 3 }),
        fate: fc.constant<Fate>('answer'),
        stale: fc.constant(0),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant('answer' as const),
        which: fc.nat({ max: 3 }),
        fate: fc.constantFrom(...fates),
        stale: fc.nat({ max: 2 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        what: fc.constant('answer' as const),
        which: fc.nat({ max: 3 }),
        fate: fc.constant<Fate>('answer'),
        stale: fc.integer({ min: 1, max: 3 }),
      }),
    },
    { weight: 3, arbitrary: fc.constant({ what: 'arrive' as const }) },
    { weight: 3, arbitrary: fc.constant({ what: 'reserve' as const }) },
    { weight: 1, arbitrary: fc.constant({ what: 'deliver' as const }) },
    { weight: 1, arbitrary: fc.constant({ what: 'crash' as const }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('time' as const), ms: fc.integer({ min: 0, max: 120_000 }) }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('set-clock' as const), ms: jumps }) },
  ]
  if (others !== 'nobody') {
    one.push({ weight: 3, arbitrary: fc.record({ what: fc.constant('sell' as const), item, quantity: few }) })
    one.push({ weight: 1, arbitrary: fc.constant({ what: 'cancel' as const }) })
  }
  if (others === 'everybody')
    one.push({ weight: 1, arbitrary: fc.record({ what: fc.constant('edit' as const), item, quantity: fc.integer({ min: 0, max: 15 }) }) })
  return fc.array(fc.oneof(...one), { minLength: 5, maxLength: 60, size: 'max' })
}

/** What can happen to a world, of one shop or of two. */
export type Eventful = Pick<
  World,
  | 'clock'
  | 'step'
  | 'receive'
  | 'sell'
  | 'edit'
  | 'arrive'
  | 'reserve'
  | 'deliver'
  | 'cancel'
  | 'work'
  | 'crash'
  | 'photograph'
  | 'accept'
  | 'meet'
>

/** Lets one thing happen. */
export async function happen(world: Eventful, happening: Happening): Promise<void> {
  world.step++
  switch (happening.what) {
    case 'receive':
      return world.receive(happening.item, happening.quantity)
    case 'sell':
      return world.sell(happening.item, happening.quantity)
    case 'edit':
      return world.edit(happening.item, happening.quantity)
    case 'arrive':
      return world.arrive()
    case 'reserve':
      return world.reserve()
    case 'deliver':
      return world.deliver()
    case 'cancel':
      return world.cancel()
    case 'work':
      return world.work()
    case 'crash':
      return world.crash()
    case 'photograph':
      return world.photograph(happening.item)
    case 'accept':
      return world.accept(happening.which)
    case 'answer':
      return world.meet(happening.which, happening.fate, happening.stale)
    case 'time':
      return world.clock.pass(happening.ms)
    case 'set-clock':
      return world.clock.set(happening.ms)
  }
}

/** Without readings that lag, and without goods that leave before anybody has seen them reserved: SPEC.md names both. */
export function plainly(history: readonly Happening[]): Happening[] {
  return withoutLag(history).filter(({ what }) => what !== 'deliver')
}

/** Without readings that lag. */
export function withoutLag(history: readonly Happening[]): Happening[] {
  return history.map((happening) => (happening.what === 'answer' ? { ...happening, stale: 0 } : happening))
}
