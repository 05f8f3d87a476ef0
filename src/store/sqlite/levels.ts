import { dueOrder } from '../due-order.ts'
import type { LevelKey, LevelRecord } from '../level-record.ts'
import type { LevelTable } from '../store.ts'
import { number, numberOrNull } from './row.ts'
import { levelColumns, levelOf, recordOf } from './level-row.ts'
import type { Session } from './session.ts'

const KEY = 'shop = ? AND inventory_item_id = ? AND location_id = ?'
const GET = `SELECT ${levelColumns} FROM levels WHERE ${KEY}`
/** Changes a level whose pool stays the same, which spares the index of pools; see PUT for the rest. */
const CHANGE = `UPDATE levels SET state = ?, urgent = ?, attempts = ?, due = ?, since = ?, batch = ?, cohort = ?, record = ?
  WHERE ${KEY} AND pool IS ?`
const PUT = `INSERT INTO levels (state, urgent, attempts, due, since, batch, cohort, record, shop, inventory_item_id, location_id, pool)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (shop, inventory_item_id, location_id) DO UPDATE SET state = excluded.state, urgent = excluded.urgent,
    attempts = excluded.attempts, due = excluded.due, since = excluded.since, batch = excluded.batch, cohort = excluded.cohort,
    record = excluded.record, pool = excluded.pool`
/** Reads one end of the index `levels_in_turn`; asked once for the urgent ones and once for the others. */
export const IN_TURN = `SELECT ${levelColumns} FROM levels INDEXED BY levels_in_turn
  WHERE shop = ? AND state = 'waiting' AND urgent = ? AND due <= ?
  ORDER BY since, inventory_item_id, location_id LIMIT ?`
export const NEXT_DUE = "SELECT min(due) AS due FROM levels WHERE shop = ? AND state = 'waiting'"
const IN_BATCH = `SELECT ${levelColumns} FROM levels WHERE batch = ? ORDER BY shop, inventory_item_id, location_id`
const OF_POOL = `SELECT ${levelColumns} FROM levels WHERE pool = ? ORDER BY shop, inventory_item_id, location_id`
const COUNT_AT = 'SELECT count(*) AS levels FROM levels WHERE shop = ? AND location_id = ?'
const COUNT_IN = 'SELECT count(*) AS levels FROM levels WHERE shop = ? AND state = ?'
const OLDEST = "SELECT min(since) AS since FROM levels WHERE shop = ? AND state IN ('waiting', 'sending')"
const PAGE = `SELECT ${levelColumns} FROM levels WHERE shop = ? AND (inventory_item_id, location_id) > (?, ?)
  ORDER BY inventory_item_id, location_id LIMIT ?`

/** Levels in SQLite. */
export function sqliteLevels(session: Session): LevelTable {
  const nextDue = (shop: string): number | null => session.one(NEXT_DUE, (row) => numberOrNull(row, 'due'), shop)
  const countIn = (shop: string, state: LevelRecord['state']): number =>
    session.one(COUNT_IN, (row) => number(row, 'levels'), shop, state) ?? 0
  return {
    async get(keys: readonly LevelKey[]) {
      return await session.each(keys, (key) => session.one(GET, levelOf, key.shop, key.inventoryItemId, key.locationId))
    },
    async put(records) {
      await session.each(records, (level) => {
        const values = recordOf(level)
        if (session.run(CHANGE, ...values) === 0) session.run(PUT, ...values)
      })
    },
    async due(shop, now, limit) {
      if ((nextDue(shop) ?? Number.POSITIVE_INFINITY) > now) return []
      const inTurn = (urgent: 0 | 1): LevelRecord[] => session.all(IN_TURN, levelOf, shop, urgent, now, limit)
      return [...inTurn(1), ...inTurn(0)].toSorted(dueOrder(now)).slice(0, limit)
    },
    async nextDue(shop) {
      return nextDue(shop)
    },
    async inBatch(key) {
      return session.all(IN_BATCH, levelOf, key)
    },
    async ofPool(pool) {
      return session.all(OF_POOL, levelOf, pool)
    },
    async countAt(shop, locationId) {
      return session.one(COUNT_AT, (row) => number(row, 'levels'), shop, locationId) ?? 0
    },
    async depth(shop) {
      return {
        waiting: countIn(shop, 'waiting'),
        sending: countIn(shop, 'sending'),
        failed: countIn(shop, 'failed'),
        settled: countIn(shop, 'settled'),
        oldestSince: session.one(OLDEST, (row) => numberOrNull(row, 'since'), shop),
      }
    },
    async page(shop, after, limit) {
      return session.all(PAGE, levelOf, shop, after?.inventoryItemId ?? '', after?.locationId ?? '', limit)
    },
  }
}
