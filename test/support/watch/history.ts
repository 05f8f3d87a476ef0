import fc from 'fast-check'
import { otherPartner, ownPartner, type Change, type Lot } from './stock-rows.ts'
import { locations, products } from './stock-places.ts'

export interface PlannedTransaction {
  readonly at: number
  readonly lasts: number
  readonly changes: readonly Change[]
}

export interface PlannedPoll {
  readonly at: number
  /** How long Odoo takes for each answer. */
  readonly latency: number
  readonly mishap: { readonly kind: 'none' } | { readonly kind: 'read-fails' | 'crash-before' | 'crash-after'; readonly step: number }
}

interface Repair {
  readonly at: number
  readonly productId: number
  readonly locationId: number
  readonly quantity: number
}

export interface History {
  readonly transactions: readonly PlannedTransaction[]
  readonly housekeeping: readonly { readonly at: number; readonly what: 'delete-zero' | 'merge' }[]
  readonly repairs: readonly Repair[]
  /** Changes of what a kit is made of; 0 takes its bill of materials away. */
  readonly bills: readonly { readonly at: number; readonly perKit: number }[]
  readonly polls: readonly PlannedPoll[]
  /** Locations that come under others. */
  readonly resettlements: readonly { readonly at: number; readonly lasts: number; readonly locationId: number; readonly parent: number }[]
  /** When the lot ends that ends. */
  readonly endsAt: number
  /** How far the client's clock is from the server's, and a jump it makes. */
  readonly clockError: number
  readonly jump: { readonly at: number; readonly by: number }
}

/** The overlap that the polls of a history have. Short, so that a history has many idle times that are longer. */
export const overlap = 8_000

/** All times of a history lie within so many milliseconds. */
export const span = 4 * overlap

const at = fc.integer({ min: 0, max: span / 200 }).map((step) => step * 200)
const places = [...locations].filter(([, one]) => one.usage !== 'view' && one.usage !== 'customer').map(([id]) => id)
const place = fc.oneof(fc.constant(10), fc.constantFrom(...places))
const product = fc.constantFrom(...products)
const step = fc.constantFrom(-1, 0, 1)

const change: fc.Arbitrary<Change> = fc.record({
  productId: product,
  locationId: place,
  quantity: step,
  reserved: step,
  withMove: fc.boolean(),
  owed: fc.constantFrom(0, 0, 1, 2, -1),
  lot: fc.constantFrom<Lot>('none', 'none', 'ending', 'lasting'),
  owner: fc.constantFrom(false as const, false as const, ownPartner, otherPartner),
})

/** Two changes of one product that end where they began, or that cancel each other: how a quant comes to zero. */
const transfer = fc.tuple(product, place, place, fc.integer({ min: 1, max: 3 })).map(([productId, from, to, units]): Change[] => [
  { productId, locationId: from, quantity: -units, reserved: 0, withMove: true },
  { productId, locationId: to, quantity: units, reserved: 0, withMove: true },
])

export interface Hazards {
  readonly longestTransaction: number
  /** Whether somebody repairs quants in SQL. */
  readonly repairs: boolean
  /** Whether the client's clock jumps. */
  readonly jumps: boolean
}

export function histories({ longestTransaction, repairs, jumps }: Hazards): fc.Arbitrary<History> {
  const lasts = fc.oneof(fc.constant(0), fc.constant(longestTransaction), fc.integer({ min: 0, max: longestTransaction }))
  const changes = fc.oneof(fc.array(change, { minLength: 1, maxLength: 3 }), transfer)
  const mishap = fc.oneof(
    { weight: 3, arbitrary: fc.constant<PlannedPoll['mishap']>({ kind: 'none' }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('read-fails' as const, 'crash-before' as const, 'crash-after' as const),
        step: fc.integer({ min: 1, max: 4 }),
      }),
    },
  )
  return fc.record({
    transactions: fc.array(fc.record({ at, lasts, changes }), { minLength: 1, maxLength: 8 }),
    housekeeping: fc.array(fc.record({ at, what: fc.constantFrom('delete-zero' as const, 'merge' as const) }), { maxLength: 8 }),
    repairs: fc.array(fc.record({ at, productId: product, locationId: place, quantity: step }), { maxLength: repairs ? 3 : 0 }),
    bills: fc.array(fc.record({ at, perKit: fc.integer({ min: 0, max: 3 }) }), { maxLength: 2 }),
    resettlements: fc.array(fc.record({ at, lasts, locationId: fc.constant(11), parent: fc.constantFrom(10, 20, 30) }), { maxLength: 2 }),
    endsAt: at,
    polls: fc.array(fc.record({ at, latency: fc.integer({ min: 0, max: 150 }), mishap }), { maxLength: 25 }),
    clockError: fc.integer({ min: -7_200_000, max: 7_200_000 }),
    jump: fc.record({ at, by: jumps ? fc.constantFrom(-3_600_000, 3_600_000, overlap) : fc.constant(0) }),
  })
}
