import type { Confirmed, Figures, LevelKey, Observed, Sent, Wanted } from '../../ports/store/level-record.ts'
import type { Hold } from '../../ports/store/hold.ts'
import { sameLevel } from './level-key.ts'
import { fateOf } from './fate.ts'
import type { DeliveryOptions } from './options.ts'

/** What a reading of Shopify tells beside the number itself. */
export interface Explanation {
  /** Units sold that nothing explains yet: they become an unnamed hold. */
  readonly newHold: number
  /** Those of them that may be no sale: what is on hand went with them, or a write may have been carried out or not. */
  readonly doubtful: number
  /** Named holds whose sale is part of this value, because they were opened before it was read or compared. */
  readonly seen: readonly { readonly hold: string; readonly quantity: number }[]
  /** Units added that we did not add, and that no sale explains; 0 when none. */
  readonly edited: number
  /** Units added that had been sold here: a cancellation or a return with restock, which is no edit; 0 when none. */
  readonly restocked: number
  /** Those of them that came back without anything being added to what is on hand: cancelled orders, less what was sold meanwhile. */
  readonly cancelled: number
  /** Units by which the level has fallen, whatever explains them. */
  readonly sold: number
  /** Newly reserved units that explain a sale here, beyond the mark of the confirmed value: none of them ends a hold as well. */
  readonly spent: number
  /** Newly reserved units that explain nothing here: they end holds that may be no sale. */
  readonly free: number
}

/**
 * Explains the difference between the last confirmed value and what Shopify shows now. A decrease is, in this order, the
 * sale of a named hold not seen before, a sale that Odoo has newly reserved (unnamed orders only), or an unknown sale. An
 * increase of no more than `soldLately` units is stock that came back. A level that nobody has proved yet showed at least
 * zero once: what it shows below that was sold.
 *
 * After a lost answer two histories are possible: our write was carried out or it was not. What else the reading shows settles
 * that as a rule; where it does not, the history with more unknown sales is believed, which sells too little until the hold ends,
 * never too much.
 */
export function explain(
  key: LevelKey,
  wanted: Wanted,
  confirmed: Confirmed | null,
  observed: Observed | null,
  holds: readonly Hold[],
  orders: DeliveryOptions['orders'],
  soldLately = 0,
  spokenFor = 0,
  released = 0,
): Explanation {
  const unseen = holds.filter((hold) => hold.order !== null && sameLevel(hold, key) && hold.seen < hold.quantity)
  const seen = unseen.map((hold) => ({ hold: hold.id, quantity: hold.quantity - hold.seen }))
  if (observed === null) return { ...nothing, restocked: 0, seen }

  const base = confirmed ?? (observed.quantity < 0 ? { quantity: 0, reserved: wanted.reserved, at: observed.at } : null)
  const told = worst(observed.maybe, wanted, base, observed, unseen, orders)
  const story =
    confirmed === null ? firstSight(told, wanted, observed, unseen, spokenFor) : behindARelease(told, confirmed, observed, released)
  const cameBack = story.edited <= Math.max(soldLately, heldHere(holds, key))
  const restocked = story.cancelled + (cameBack ? story.edited : 0)
  return { ...story, edited: cameBack ? 0 : story.edited, restocked, seen }
}

/** Of the histories that a write of unknown fate, and such writes before it, leave possible: the one that sells least. */
function worst(
  maybe: Sent | null | undefined,
  wanted: Wanted,
  confirmed: Confirmed | null,
  observed: Observed,
  unseen: readonly Hold[],
  orders: DeliveryOptions['orders'],
): Story {
  if (maybe === null || maybe === undefined) return ifUntouched(wanted, confirmed, observed, unseen, orders)
  const fate = fateOf(maybe, observed)
  const carriedOut = ifCarriedOut(maybe, wanted, confirmed, observed, unseen, orders)
  if (fate === 'carried-out') return carriedOut
  const untouched = worst(maybe.before, wanted, confirmed, observed, unseen, orders)
  if (fate === 'untouched') return untouched
  const newHold = Math.max(untouched.newHold, carriedOut.newHold)
  return {
    newHold,
    doubtful: Math.max(untouched.doubtful, carriedOut.doubtful, newHold - Math.min(untouched.newHold, carriedOut.newHold)),
    edited: Math.min(untouched.edited, carriedOut.edited),
    sold: Math.max(untouched.sold, carriedOut.sold),
    cancelled: Math.min(untouched.cancelled, carriedOut.cancelled),
    spent: Math.max(untouched.spent, carriedOut.spent),
    free: Math.min(untouched.free, carriedOut.free),
  }
}

type Story = Omit<Explanation, 'seen' | 'restocked'>

const nothing: Story = { newHold: 0, doubtful: 0, edited: 0, cancelled: 0, sold: 0, spent: 0, free: 0 }

/**
 * A level that was never seen before: what Shopify has committed to orders and Odoo has not reserved is owed. Drafts and transfers
 * are in it, too (shopify-orders-facts 0.3), so it may be no sale; `spokenFor` are units reserved that other levels account for.
 */
function firstSight(told: Story, wanted: Wanted, { figures }: Observed, unseen: readonly Hold[], spokenFor: number): Story {
  if (figures?.committed === undefined) return told
  const reserved = Math.max(0, Math.floor(wanted.reserved - (wanted.sent ?? 0)) - spokenFor)
  const owed = Math.max(0, figures.committed - reserved - units(unseen))
  return owed <= told.newHold ? told : { ...told, newHold: owed, doubtful: owed - told.newHold }
}

/**
 * Odoo has released `released` units, so that as many should be back in Shopify. Shopify has changed the level since it was last
 * proved, and it shows fewer: the rest was sold meanwhile, behind the cancelled order.
 */
function behindARelease(told: Story, { quantity, figures }: Confirmed, observed: Observed, released: number): Story {
  const back = observed.quantity - quantity
  const [before, now] = [figures?.changedAt, observed.figures?.changedAt]
  const changed = before !== undefined && now !== undefined && now > before
  if (isPresent(observed.maybe) || !changed || back < 0 || back >= released) return told
  return { ...told, newHold: told.newHold + released - back, sold: told.sold + released - back }
}

function isPresent(maybe: Sent | null | undefined): boolean {
  return maybe !== null && maybe !== undefined
}

/** Since the confirmed value nothing of ours was carried out. */
function ifUntouched(
  wanted: Wanted,
  confirmed: Confirmed | null,
  observed: Observed,
  unseen: readonly Hold[],
  orders: DeliveryOptions['orders'],
): Story {
  if (confirmed === null) return nothing
  const shown = observed.quantity
  const reserved = newlyReserved(wanted, confirmed.reserved, orders)
  const explained = units(unseen) + reserved
  const newHold = Math.max(0, confirmed.quantity - shown - explained)
  const spent = within(reserved, confirmed.quantity - shown - units(unseen))
  return {
    newHold,
    doubtful: within(newHold, -added(confirmed.figures, 0, observed)),
    ...rise(shown - confirmed.quantity, confirmed.figures, 0, observed),
    sold: Math.max(0, confirmed.quantity - shown),
    spent,
    free: reserved - spent,
  }
}

/**
 * The write whose answer was lost was carried out, with the unknown sales that it knew of. What a later picture showed as
 * newly reserved may have ended holds in the meantime: no unit explains twice.
 */
function ifCarriedOut(
  sent: Sent,
  wanted: Wanted,
  confirmed: Confirmed | null,
  observed: Observed,
  unseen: readonly Hold[],
  orders: DeliveryOptions['orders'],
): Story {
  const shown = observed.quantity
  const since = unseen.filter((hold) => !sent.seen.some((part) => part.hold === hold.id))
  const mark = markAfter(sent, confirmed)
  const reserved = newlyReserved(wanted, mark, orders)
  const explained = units(since) + reserved
  const decrease = Math.max(0, sent.target - shown)
  const spentBefore = orders === 'unnamed' ? mark - (confirmed?.reserved ?? mark) - (sent.free ?? 0) : 0
  const written = sent.target - (sent.compare ?? sent.target)
  const back = rise(shown - sent.target, sent.base, written, observed)
  // What came back may be the very sales that the write knew of.
  const sold = Math.max(0, sent.newHold + decrease - back.cancelled)
  const newHold = Math.max(0, sold - explained)
  const spent = within(reserved, sold - units(since))
  return {
    newHold,
    doubtful: within(newHold, (sent.doubtful ?? 0) + Math.max(0, -added(sent.base, written, observed))),
    edited: back.edited,
    cancelled: (sent.cancelled ?? 0) + Math.max(0, back.cancelled - sent.newHold - decrease),
    sold: (sent.sold ?? 0) + decrease,
    spent: spentBefore + spent,
    free: (sent.free ?? 0) + reserved - spent,
  }
}

/** By how much more is on hand than there was before and what was written since. A sale that is not sent leaves it as it is. */
function added(before: Figures | undefined, written: number, { figures }: Observed): number {
  return before === undefined || figures === undefined ? 0 : figures.onHand - before.onHand - written
}

/** An increase that we did not make: as much of it as what is on hand has not risen by was sold before, and came back. */
function rise(more: number, before: Figures | undefined, written: number, observed: Observed): Pick<Story, 'edited' | 'cancelled'> {
  const all = Math.max(0, more)
  const edited = before === undefined || observed.figures === undefined ? all : within(all, added(before, written, observed))
  return { edited, cancelled: all - edited }
}

/**
 * What Odoo had reserved that explains nothing any more once a write was carried out: what its picture showed, or what has
 * explained its sales and, by a picture that came in meanwhile, ended holds.
 */
export function markAfter(sent: Sent, confirmed: Confirmed | null): number {
  return Math.max(sent.reserved, (confirmed?.reserved ?? 0) + (sent.spent ?? 0) + (sent.free ?? 0))
}

function within(most: number, amount: number): number {
  return Math.min(most, Math.max(0, amount))
}

function heldHere(holds: readonly Hold[], key: LevelKey): number {
  return holds.filter((hold) => sameLevel(hold, key)).reduce((sum, hold) => sum + hold.quantity, 0)
}

function units(holds: readonly Hold[]): number {
  return holds.reduce((sum, hold) => sum + hold.quantity - hold.seen, 0)
}

function newlyReserved(wanted: Wanted, mark: number, orders: DeliveryOptions['orders']): number {
  return orders === 'unnamed' ? Math.floor(Math.max(0, wanted.reserved - mark)) : 0
}
