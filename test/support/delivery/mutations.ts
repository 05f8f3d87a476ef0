import { evidenceMutations } from './evidence-mutations.ts'

/** One defect put into the engine on purpose. `find` must stand exactly once in the file. */
export interface Mutation {
  readonly name: string
  readonly file: string
  readonly find: string
  readonly replace: string
  /** The assertion that must fail; a defect that only makes the engine break proves nothing about the histories. */
  readonly caughtBy: keyof typeof assertions
  /** The histories that can see it, when only some can; they are then played more often. */
  readonly seenBy?: string
  /** The test that sees it, when the world of the histories has no such thing in it. */
  readonly test?: string
}

/** What the histories assert, by the beginning of what they say when it is not so. */
export const assertions = {
  /** More is shown than Odoo could ship. */
  oversold: /wrote \d+ (?:for item|to shop) \d+, at most -?\d+ could be sold/,
  /** What is below zero is raised. */
  raised: /raised item \d+ from -\d+ to/,
  /** In the end Shopify does not show what it should. */
  untrue: /^item \d+/,
  /** Units are kept back that nobody has sold. */
  hidden: /are shown, not even \d+/,
  /** A failed job tells what is not so any more. */
  told: /a job tells of a hold that is none any more/,
  /** Outside the histories: something is not what it is said to be. */
  unlike: /^of \d+, \d+ are sold|^Expected (values|"actual")|^before call \d|^\{"(since|of)":|^\["/,
} as const

/** Defects that the simulated histories must find; each is a mistake that somebody could make in good faith. */
export const mutations: readonly Mutation[] = [
  {
    name: 'writes without comparing',
    file: 'src/engine/delivery/form-batch.ts',
    find: 'changeFrom: decision.sent.compare,',
    replace: 'changeFrom: null,',
    caughtBy: 'oversold',
  },
  {
    name: 'takes an older picture for a newer one',
    file: 'src/rules/delivery/accept.ts',
    find: 'wanted.asOf < record.wanted.asOf',
    replace: 'false',
    caughtBy: 'oversold',
  },
  {
    name: 'ends a named hold when the order arrives, not when Odoo has reserved it',
    file: 'src/rules/delivery/holds.ts',
    find: 'hold.order === null || hold.reservedAsOf === null || pictureAsOf <= hold.reservedAsOf',
    replace: 'hold.order === null || (hold.reservedAsOf !== null && pictureAsOf <= hold.reservedAsOf)',
    caughtBy: 'oversold',
  },
  {
    name: 'ends a named hold for pictures read before the reservation',
    file: 'src/rules/delivery/holds.ts',
    find: 'hold.order === null || hold.reservedAsOf === null || pictureAsOf <= hold.reservedAsOf',
    replace: 'hold.order === null || hold.reservedAsOf === null',
    caughtBy: 'oversold',
  },
  {
    name: 'does not hold an unexplained decrease',
    file: 'src/rules/delivery/explain.ts',
    find: 'Math.max(0, confirmed.quantity - shown - explained)',
    replace: '0',
    caughtBy: 'oversold',
  },
  {
    name: 'raises to zero what is below it',
    file: 'src/rules/delivery/target.ts',
    find: 'Math.min(0, shown ?? 0)',
    replace: '0',
    caughtBy: 'raised',
    seenBy: 'raise to zero what shoppers are owed',
  },
  {
    name: 'compares with the new value after STALE but keeps the old target',
    file: 'src/rules/delivery/decision.ts',
    find: 'const held = heldUnits(holds, wanted.asOf) + explained.newHold',
    replace: 'const held = heldUnits(holds, wanted.asOf)',
    caughtBy: 'oversold',
  },
  {
    name: 'forgets the hold when the write succeeds',
    file: 'src/engine/delivery/settle-levels.ts',
    find: 'let unknown = sent.newHold',
    replace: 'let unknown = 0 * sent.newHold',
    caughtBy: 'oversold',
  },
  {
    name: 'leaves the job of a hold without proof open when the hold has ended',
    file: 'src/engine/delivery/doubtful-hold.ts',
    find: 'if (own.length === 0) await tables.failedJobs.resolve(',
    replace: 'if (own.length < 0) await tables.failedJobs.resolve(',
    caughtBy: 'told',
    seenBy: 'end at the truth when people edit quantities in Shopify',
  },
  {
    name: 'counts a reservation twice',
    file: 'src/rules/delivery/accept.ts',
    find: 'confirmed.reserved + counted',
    replace: 'confirmed.reserved',
    caughtBy: 'oversold',
    seenBy: 'unnamed orders, keys: replay',
  },
  {
    name: 'believes a lost write was carried out',
    file: 'src/engine/delivery/pass.ts',
    find: 'if (error instanceof LostAnswer) await rememberLost(ports, batch)',
    replace: "if (error instanceof LostAnswer) await settleBatch(ports, batch, { outcome: 'applied' })",
    caughtBy: 'oversold',
  },
  {
    name: 'believes a lost write was not carried out',
    file: 'src/engine/delivery/pass.ts',
    find: 'if (error instanceof LostAnswer) await rememberLost(ports, batch)',
    replace: 'if (error instanceof LostAnswer) await dissolveBatch(ports, batch)',
    caughtBy: 'oversold',
    seenBy: 'named orders, keys: replay',
  },
  {
    name: 'forgets after a crash that a stored batch may have been sent',
    file: 'src/engine/delivery/pass.ts',
    find: 'await send(ports, { ...batch, lost: true })',
    replace: 'await send(ports, batch)',
    caughtBy: 'oversold',
  },
  {
    name: 'takes the milder history after an unsettled answer',
    file: 'src/rules/delivery/explain.ts',
    find: 'const newHold = Math.max(untouched.newHold, carriedOut.newHold)',
    replace: 'const newHold = Math.min(untouched.newHold, carriedOut.newHold)',
    caughtBy: 'oversold',
  },
  {
    name: 'drops a picture that comes while a write is under way',
    file: 'src/rules/delivery/accept.ts',
    find: "if (record.wanted !== null && wanted.asOf < record.wanted.asOf) return { outcome: 'older', record, holds: [] }",
    replace:
      "if (record.wanted !== null && (wanted.asOf < record.wanted.asOf || record.state === 'sending')) return { outcome: 'older', record, holds: [] }",
    caughtBy: 'untrue',
  },
  {
    name: 'leaves a refused batch where it is',
    file: 'src/engine/delivery/settle-batch.ts',
    find: 'const staleSomewhere = unnamed.some((refusal) => refusal.code === stale)',
    replace: 'const staleSomewhere = false',
    caughtBy: 'untrue',
    seenBy: 'when people edit quantities',
  },
  {
    name: 'believes that nothing was sold where the number stays the same',
    file: 'src/rules/delivery/accept.ts',
    find: 'const look = !unlike && !keepsRolledBack(record) && movedUnseen(record, wanted, holds)',
    replace: 'const look = false',
    caughtBy: 'untrue',
    seenBy: 'leave no sale unnoticed',
  },
  {
    name: 'takes every reservation for that of the sale that is held',
    file: 'src/rules/delivery/accept.ts',
    find: 'if (!older && !ended) return null',
    replace: 'if (!older) return null',
    caughtBy: 'untrue',
    seenBy: 'anybody looking again (unnamed orders)',
  },
  {
    name: 'ends a hold by a reserved unit that explains a sale in the write under way',
    file: 'src/rules/delivery/accept.ts',
    find: ' - spentUnits(record)',
    replace: '',
    caughtBy: 'oversold',
    seenBy: 'seen only after it',
  },
  {
    name: 'forgets, when a write is settled, which reserved units have explained its sales',
    file: 'src/rules/delivery/explain.ts',
    find: '(confirmed?.reserved ?? 0) + (sent.spent ?? 0) + (sent.free ?? 0)',
    replace: 'confirmed?.reserved ?? 0',
    caughtBy: 'oversold',
    seenBy: 'seen only after it',
  },
  {
    name: 'does not look at what is on hand after a lost answer',
    file: 'src/rules/delivery/fate.ts',
    find: 'if (base === undefined || figures === undefined || compare === null)',
    replace: 'if (base === undefined || figures === undefined || compare !== undefined)',
    caughtBy: 'hidden',
    seenBy: 'hide no unit',
  },
  {
    name: 'takes a lost write for carried out where Shopify shows what it would have left',
    file: 'src/rules/delivery/fate.ts',
    find: 'if (moved === written) return',
    replace: 'if (quantity === target) return',
    caughtBy: 'oversold',
    seenBy: 'beyond what a coincidence',
  },
  {
    name: 'lets a clock that is set end holds and age keys',
    file: 'src/engine/delivery/pass.ts',
    find: 'await keepTime(tables, ports)',
    replace: 'void keepTime',
    caughtBy: 'oversold',
    seenBy: 'beyond what a coincidence',
  },
  {
    name: 'counts a sale only at levels whose stock has the very same name',
    file: 'src/rules/map/pool.ts',
    find: 'if (stockOf(one) !== stockOf(other)) return false',
    replace: 'if (one !== other) return false',
    caughtBy: 'oversold',
    seenBy: 'known to be sold in the other',
  },
  {
    name: 'raises a shop to what another one was just seen to sell',
    file: 'src/engine/delivery/pools.ts',
    find: 'sale.level !== own && sharesStock(sale.pool, pool)',
    replace: "sale.level !== own && sale.pool === ''",
    caughtBy: 'oversold',
    seenBy: 'known to be sold in the other',
  },
  ...evidenceMutations,
]
