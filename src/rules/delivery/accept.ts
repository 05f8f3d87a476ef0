import type { Hold } from '../../ports/store/hold.ts'
import type { Confirmed, Doubt, LevelKey, LevelRecord, Wanted } from '../../ports/store/level-record.ts'
import { sameLevel } from './level-key.ts'
import { after } from './level-machine.ts'
import { rebased } from './known-demand.ts'
import { heldUnits, endUnits, mayBeNone, unitsThatEnd } from './holds.ts'
import { readAgain, spentUnits } from './fate.ts'
import type { DeliveryOptions } from './options.ts'
import { keepsRolledBack } from './plan-step.ts'
import { targetOf } from './target.ts'

/** A level that nobody wanted anything of yet. */
export function newLevel(key: LevelKey): LevelRecord {
  return {
    shop: key.shop,
    inventoryItemId: key.inventoryItemId,
    locationId: key.locationId,
    state: 'settled',
    wanted: null,
    confirmed: null,
    observed: null,
    doubt: { kind: 'unknown' },
    urgent: false,
    attempts: 0,
    due: 0,
    sent: null,
    cohort: null,
    failure: null,
  }
}

/** What accepting a wanted level changes. */
export interface Accepted {
  readonly outcome: 'accepted' | 'older'
  readonly record: LevelRecord
  /** Unnamed holds of this level that ended or shrank, as they are now (quantity 0: ended). */
  readonly holds: readonly Hold[]
}

/**
 * Takes a wanted level into its record: a newer picture replaces an older one still waiting, an older one never replaces
 * a newer one. `holds` are those of the pool; unnamed ones of this level end as Odoo shows newly reserved units.
 */
export function acceptWanted(
  record: LevelRecord,
  wanted: Wanted,
  holds: readonly Hold[],
  orders: DeliveryOptions['orders'],
  now: number,
): Accepted {
  if (record.wanted !== null && wanted.asOf < record.wanted.asOf) return { outcome: 'older', record, holds: [] }

  const renamed = record.wanted !== null && record.wanted.quantityName !== wanted.quantityName
  const known: LevelRecord = renamed ? { ...record, confirmed: null, observed: null, doubt: { kind: 'unknown' } } : rebased(record, wanted)
  const ended: Ended =
    orders === 'unnamed' ? endUnnamed(known, wanted, holds, now) : { confirmed: known.confirmed, holds: [], cancelled: known.cancelled }
  const others = holds.filter((hold) => !ended.holds.some((changed) => changed.id === hold.id))
  const left = [...others, ...ended.holds].filter((hold) => hold.quantity > 0)
  const since = known.wanted !== null && known.state !== 'settled' ? Math.min(known.wanted.since, wanted.since) : wanted.since
  const { cancelled: _, released: __, ...without } = known
  const back = ended.cancelled === undefined || ended.cancelled.length === 0 ? {} : { cancelled: ended.cancelled }
  const released = (known.released ?? 0) + Math.max(0, releasedBy(known.wanted, wanted) - (ended.again ?? 0))
  const taken: LevelRecord = {
    ...without,
    ...back,
    ...(released > 0 ? { released } : {}),
    wanted: { ...wanted, since },
    confirmed: ended.confirmed,
  }
  const look = ended.look === true || released > (known.released ?? 0)
  const doubt = taken.doubt ?? outdated(taken, wanted, left, ended.holds.length > 0 || look)
  return { outcome: 'accepted', record: wake({ ...taken, doubt }, left, now), holds: ended.holds }
}

/** Units that Odoo has released for sale again: fewer are reserved, and as many more are free, so that they were not sent. */
function releasedBy(before: Wanted | null, now: Wanted): number {
  if (before === null || before.counted !== now.counted) return 0
  return Math.max(0, Math.floor(Math.min(before.reserved - now.reserved, now.free - before.free)))
}

/** What a picture asks of a level that shows `shown`. */
function askedOf(wanted: Wanted, holds: readonly Hold[], shown: number | null): number {
  return targetOf(wanted.quantity, heldUnits(holds, wanted.asOf), shown)
}

/**
 * What was known of Shopify and is not good enough for this picture. A reservation that ended a hold may as well be that of
 * a sale which nobody has seen yet; and a reading that is older than the picture, and that no write will compare with, may
 * have missed such a sale.
 */
function outdated({ observed }: LevelRecord, wanted: Wanted, holds: readonly Hold[], ended: boolean): Doubt | null {
  const older = observed !== null && observed.asOf < wanted.asOf && observed.quantity === askedOf(wanted, holds, observed.quantity)
  if (!older && !ended) return null
  return readAgain(observed?.maybe)
}

/**
 * Whether Shopify has probably moved without our having looked: Odoo's reservations changed, or there is an order whose sale
 * no value has shown yet. A picture that is older than what is known of Shopify tells nothing of that.
 */
function movedUnseen(record: LevelRecord, { asOf, reserved }: Wanted, holds: readonly Hold[]): boolean {
  const own = holds.filter((hold) => sameLevel(hold, record))
  if (own.some((hold) => hold.order === null && hold.asOf >= asOf)) return false
  return reserved !== record.confirmed?.reserved || own.some((hold) => hold.order !== null && hold.seen < hold.quantity)
}

/**
 * Looks at a level again after its wanted quantity or its holds changed, and puts it in the queue when the target differs
 * from what Shopify is believed to show. Where they agree no write will prove it; so it is read when Shopify may have moved.
 */
export function wake(record: LevelRecord, holds: readonly Hold[], now: number): LevelRecord {
  const { wanted, observed, confirmed } = record
  if (wanted === null) return record
  const shown = observed ?? confirmed
  const target = askedOf(wanted, holds, shown?.quantity ?? null)
  const unlike = observed !== null || shown === null || shown.quantity !== target
  const look = !unlike && !keepsRolledBack(record) && movedUnseen(record, wanted, holds)
  const doubt = record.doubt ?? (look ? { kind: 'stale' } : null)
  const differs = record.step !== undefined || ((unlike || doubt !== null) && !keepsRolledBack(record))
  const state = after(record.state, differs ? 'difference' : 'agreement')
  const urgent = differs && shown !== null && target < shown.quantity
  const fresh = record.state === 'failed' || record.state === 'settled'
  return {
    ...record,
    state,
    doubt,
    urgent,
    attempts: fresh ? 0 : record.attempts,
    due: fresh ? 0 : record.due,
    wanted: record.state === 'settled' && state === 'waiting' ? { ...wanted, since: now } : wanted,
  }
}

/** What a picture makes of unnamed holds; `holds` are those that changed. */
interface Ended {
  readonly confirmed: Confirmed | null
  readonly holds: Hold[]
  readonly cancelled: readonly Hold[] | undefined
  readonly look?: boolean
  /** Units that count again. */
  readonly again?: number
}

/**
 * Unnamed holds end by what Odoo shows as newly reserved in a picture read after they were opened; what explains a sale in a
 * write whose fate is not known ends none. Where less is reserved than before, orders were cancelled in Odoo that may be those
 * whose units have ended holds when they came back in Shopify: these holds count again.
 */
function endUnnamed(record: LevelRecord, wanted: Wanted, holds: readonly Hold[], now: number): Ended {
  const { confirmed } = record
  const cancelled = record.cancelled?.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
  if (confirmed === null) return { confirmed, holds: [], cancelled }
  const newly = Math.floor(Math.max(0, wanted.reserved - confirmed.reserved - spentUnits(record)))
  const older = holds.filter((hold) => hold.asOf < wanted.asOf)
  const ended = unitsThatEnd(older, record, newly)
  // What is reserved beyond that may be the order whose hold a cancellation has ended: it was another one that was cancelled.
  const imported = endUnits(cancelled ?? [], record, newly - ended)
  const counted = ended + unitsThatEnd(cancelled ?? [], record, newly - ended)
  const again = endUnits(cancelled ?? [], record, Math.max(0, confirmed.reserved - wanted.reserved))
  // Reservations that ended (shipped, cancelled) lower the mark, so that the next rise counts as new.
  const reserved = wanted.reserved < confirmed.reserved ? wanted.reserved : confirmed.reserved + counted
  return {
    confirmed: { ...confirmed, reserved },
    holds: [...endUnits(older, record, newly), ...again.map((hold) => countsAgain(hold, cancelled ?? [], wanted))],
    // Whether the rest is the reservation of a sale that nobody has seen yet, the next reading tells.
    again: unitsThatEnd(cancelled ?? [], record, Math.max(0, confirmed.reserved - wanted.reserved)),
    look: newly > counted && unitsThatEnd(mayBeNone(holds, wanted.asOf), record, newly) > 0,
    cancelled: cancelled
      ?.map((hold) => [...again, ...imported].find(({ id }) => id === hold.id) ?? hold)
      .filter(({ quantity }) => quantity > 0),
  }
}

/** The part of a hold that has been taken out of those that ended by a cancellation. */
function countsAgain(left: Hold, cancelled: readonly Hold[], { asOf }: Wanted): Hold {
  const before = cancelled.find(({ id }) => id === left.id)?.quantity ?? 0
  return { ...left, id: `${left.id}/${asOf}`, quantity: before - left.quantity, asOf }
}
