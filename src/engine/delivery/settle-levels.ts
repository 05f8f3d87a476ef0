import { stockOf } from '../../rules/map/pool.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelRecord, Sent } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { acceptWanted, wake } from '../../rules/delivery/accept.ts'
import { appliedLine } from '../../rules/delivery/applied-line.ts'
import { auditKey, reservedEntry, storeHolds } from './end-holds.ts'
import { endUnits, mayBeNone } from '../../rules/delivery/holds.ts'
import { sameLevel } from '../../rules/delivery/level-key.ts'
import type { Outcome } from './outcome.ts'
import { finishStep } from './plan-steps.ts'
import type { DeliveryPorts } from './ports.ts'
import { belowZero } from './below-zero.ts'
import { settleApplied } from '../../rules/delivery/settle.ts'
import { needsPerson, tellDoubtful } from './doubtful-hold.ts'
import { ofPool, wakePools } from './pools.ts'

/** A level of which Shopify was proved to show `sent.target`; `key` is null when it showed that without a write. */
export interface Settled {
  readonly record: LevelRecord
  readonly sent: Sent
  readonly key: string | null
}

/**
 * Stores what was proved: the confirmed value, the holds that the reading behind it opened, and the audit trail. A level
 * whose wanted quantity changed in the meantime goes back into the queue.
 */
export async function settleLevels(
  tables: StoreTables,
  outcome: Outcome,
  ports: DeliveryPorts,
  settled: readonly Settled[],
): Promise<void> {
  if (settled.length === 0) return
  const now = ports.clock.now()
  const pools = [...new Set(settled.flatMap(({ record }) => (record.wanted === null ? [] : [record.wanted.pool])))]
  const holds = new Map((await tables.holds.ofStocks([...new Set(pools.map(stockOf))])).map((hold) => [hold.id, hold]))
  const touched = new Map<string, Hold>()
  const woken = new Set<string>()
  const back = new Map<LevelRecord, Hold[]>()

  for (const { sent, record } of settled) {
    for (const { hold: id, quantity } of sent.seen) {
      const hold = holds.get(id)
      if (hold !== undefined) keep({ ...hold, seen: Math.min(hold.quantity, hold.seen + quantity) })
    }
    // An order that arrived while the write was under way is most likely the unknown sale that the write knew of.
    let unknown = sent.newHold
    for (const hold of holds.values()) {
      if (unknown === 0) break
      if (hold.order === null || !sameLevel(hold, record) || sent.seen.some((part) => part.hold === hold.id)) continue
      const taken = Math.min(unknown, hold.quantity - hold.seen)
      if (taken <= 0) continue
      keep({ ...hold, seen: hold.seen + taken })
      unknown -= taken
    }
    for (const hold of endUnits([...holds.values()], record, sent.cancelled ?? 0)) {
      const before = holds.get(hold.id)?.quantity ?? 0
      back.set(record, [...(back.get(record) ?? record.cancelled ?? []), { ...hold, quantity: before - hold.quantity }])
      keep(hold)
      woken.add(hold.pool)
      const note = `cancelled in Shopify, ${hold.quantity} left`
      outcome.audit.push({ ...auditKey(record), at: now, what: 'hold-ended', note })
    }
    for (const hold of endUnits(mayBeNone([...holds.values()], sent.asOf), record, sent.free ?? 0)) {
      keep(hold)
      woken.add(hold.pool)
      outcome.audit.push(reservedEntry(hold, now))
    }
    const doubtful = Math.min(unknown, sent.doubtful ?? 0)
    for (const [units, kind] of [
      [unknown - doubtful, {}],
      [doubtful, { doubtful: true }],
    ] as const) {
      if (units === 0 || record.wanted === null) continue
      const hold: Hold = { ...openHold(record, record.wanted.pool, units, sent.observedAsOf, now, ports), ...kind }
      keep(hold)
      woken.add(hold.pool)
      outcome.audit.push({ ...auditKey(record), at: now, what: 'hold-opened', note: `${units} sold in Shopify, not known in Odoo` })
    }
    if (doubtful > 0 && needsPerson(record, sent)) tellDoubtful(outcome, ports, record, sent, holds.values())
  }
  function keep(hold: Hold): void {
    holds.set(hold.id, hold)
    touched.set(hold.id, hold)
  }

  const holdsOf = ofPool(holds.values())
  const records = settled.map(({ record, sent, key }) => {
    const holdsOfPool = record.wanted === null ? [] : holdsOf(record.wanted.pool)
    const cancelled = back.get(record)
    const known = cancelled === undefined ? record : { ...record, cancelled }
    const applied = finishStep(outcome, settleApplied(known, sent, holdsOfPool, now), sent, key)
    const proved = belowZero(outcome, ports, record, applied, sent)
    if (proved.wanted === null) return proved
    if (key !== null || record.confirmed?.quantity !== sent.target) tell(outcome, ports, record, sent, key, now)
    // A picture that came in while this was under way has not met the new holds yet.
    if (proved.wanted.asOf <= sent.asOf) return wake(proved, holdsOfPool, now)
    const again = acceptWanted(proved, proved.wanted, holdsOfPool, ports.options.orders, now)
    for (const hold of again.holds) {
      keep(hold)
      woken.add(hold.pool)
      outcome.audit.push(reservedEntry(hold, now))
    }
    return again.record
  })
  await storeHolds(tables, [...touched.values()])
  await tables.levels.put(records)
  if (woken.size > 0) await wakePools(tables, woken, now, outcome.stirred)
}

function openHold(record: LevelRecord, pool: string, quantity: number, asOf: number, now: number, ports: DeliveryPorts): Hold {
  return {
    shop: record.shop,
    inventoryItemId: record.inventoryItemId,
    locationId: record.locationId,
    id: ports.random.uuid(),
    pool,
    order: null,
    quantity,
    seen: quantity,
    asOf,
    reservedAsOf: null,
    openedAt: now,
    expiresAt: now + ports.options.holdFor,
  }
}

function tell(outcome: Outcome, ports: DeliveryPorts, record: LevelRecord, sent: Sent, key: string | null, now: number): void {
  if (record.wanted === null) return
  const what = key === null ? 'unchanged' : 'written'
  outcome.applied.push(appliedLine(record.wanted, sent, what, key, now))
  outcome.audit.push({
    ...auditKey(record),
    at: now,
    what,
    from: sent.compare,
    to: sent.target,
    asOf: sent.asOf,
    ...(key === null ? {} : { key }),
  })
  const restocked = sent.restocked ?? 0
  if (restocked > 0) outcome.audit.push({ ...auditKey(record), at: now, what: 'restock-seen', note: `${restocked} back in Shopify` })
  if (sent.edited > 0) outcome.audit.push({ ...auditKey(record), at: now, what: 'edit-overwritten', from: sent.compare, to: sent.target })
}
