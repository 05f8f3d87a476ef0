import type { Storm } from './play.ts'
import { outages } from './storm-shop.ts'

const minute = 60

/** Outages of every kind and length while shoppers buy a unit a second. */
const outageStorms: readonly Storm[] = [...outages, 'killed' as const].flatMap((kind) =>
  [20, minute, 5 * minute, 10 * minute].map((seconds) => ({
    name: `${kind}, ${seconds < minute ? `${seconds} s` : `${seconds / minute} min`}`,
    before: 60,
    outage: { kind, seconds },
    after: 0,
  })),
)

const holdsOfAMinute = { holdFor: 60_000 }
/** Orders and the reading after them are there before such a hold is over; its units would be offered again otherwise. */
const soon = [10, 45] as const
const shippers = { shippedAtOnce: 0.5, shippedLater: 0.9 }
const cancellers = { cancelledBefore: 0.2, cancelledAfter: 0.1, restock: 1 }

/** What makes holds too large, too long or missing without any outage, and everything together. */
const holdStorms: readonly Storm[] = [
  {
    name: 'too large a hold on what sells',
    before: 0,
    after: 420,
    habits: { hot: 12, lowered: 0.05, importAfter: soon },
    options: holdsOfAMinute,
  },
  { name: 'shipped between readings', before: 0, after: 600, habits: shippers },
  { name: 'cancelled before import', before: 0, after: 420, habits: cancellers },
  { name: 'cancelled, half not put back', before: 0, after: 420, habits: { ...cancellers, restock: 0.5 } },
  { name: 'first sight of a shop that sells', before: 0, after: 240, sellsAlready: true },
  { name: 'other channels', before: 0, after: 420, habits: { otherChannels: 0.3 } },
  { name: 'other channels, told apart', before: 0, after: 420, habits: { otherChannels: 0.3 }, tellsApart: true },
  {
    name: 'everything, 503 after, 1 min',
    before: 120,
    after: 120,
    sellsAlready: true,
    habits: { ...shippers, ...cancellers, otherChannels: 0.2 },
    outage: { kind: '503 after', seconds: minute },
  },
  {
    name: 'everything told apart, 503 after, 1 min',
    before: 120,
    after: 120,
    sellsAlready: true,
    habits: { ...shippers, ...cancellers, otherChannels: 0.2 },
    outage: { kind: '503 after', seconds: minute },
    tellsApart: true,
  },
  {
    name: 'everything, killed, 1 min',
    before: 120,
    after: 120,
    sellsAlready: true,
    habits: { ...shippers, ...cancellers, otherChannels: 0.2 },
    outage: { kind: 'killed', seconds: minute },
  },
]

export const storms: readonly Storm[] = [...outageStorms, ...holdStorms]
