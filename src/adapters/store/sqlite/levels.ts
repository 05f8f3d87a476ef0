import { stockOf } from '../../../rules/map/pool.ts'
import { dueOrder } from '../due-order.ts'
import type { LevelKey, LevelRecord, LevelState } from '../../../ports/store/level-record.ts'
import type { LevelTable } from '../../../ports/store/store.ts'
import { levelColumns, levelOf, levelStates, levelValues } from './level-row.ts'
import { number, numberOrNull, word, type Row } from './row.ts'
import type { Session } from './session.ts'

const KEY = 'shop = ? AND inventory_item_id = ? AND location_id = ?'
const GET = `SELECT ${levelColumns} FROM levels WHERE ${KEY}`
/** Changes a level without moving it in any index, which is what most changes are and writes least; see MOVE and ADD. */
const CHANGE = `UPDATE levels SET attempts = ?, cohort = ?, record = ?
  WHERE ${KEY} AND state = ? AND urgent = ? AND due = ? AND since IS ? AND batch IS ? AND pool IS ?`
/** Changes a level that stays in its pool. */
const MOVE = `UPDATE levels SET attempts = ?, cohort = ?, record = ?, state = ?, urgent = ?, due = ?, since = ?, batch = ?
  WHERE ${KEY} AND pool IS ?`
const ADD = `INSERT INTO levels (attempts, cohort, record, shop, inventory_item_id, location_id, state, urgent, due, since, batch, pool)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (shop, inventory_item_id, location_id) DO UPDATE SET attempts = excluded.attempts, cohort = excluded.cohort,
    record = excluded.record, state = excluded.state, urgent = excluded.urgent, due = excluded.due, since = excluded.since,
    batch = excluded.batch, pool = excluded.pool`
/** Reads one end of the index `levels_in_turn`; asked once for the urgent ones and once for the others. */
export const IN_TURN = `SELECT ${levelColumns} FROM levels INDEXED BY levels_in_turn
  WHERE shop = ? AND state = 'waiting' AND urgent = ? AND due <= ?
  ORDER BY since LIMIT ?`
export const NEXT_DUE = "SELECT min(due) AS due FROM levels WHERE shop = ? AND state = 'waiting'"
const HASTEN = "UPDATE levels SET due = ? WHERE shop = ? AND state = 'waiting' AND due > ?"
const IN_BATCH = `SELECT ${levelColumns} FROM levels WHERE batch = ? ORDER BY shop, inventory_item_id, location_id`
/** Every pool of a stock begins with its name; a pool whose name is not ours is a stock by itself. */
const OF_STOCKS = `SELECT ${levelColumns} FROM levels WHERE rowid IN (
  SELECT levels.rowid FROM json_each(?) AS stock JOIN levels ON pool >= stock.value AND pool < stock.value || char(1114111)
) ORDER BY shop, inventory_item_id, location_id`
const COUNT_AT = 'SELECT sum(levels) AS levels FROM level_counts WHERE shop = ? AND location_id = ?'
const FAILED_AT = `SELECT ${levelColumns} FROM levels WHERE shop = ? AND state = 'failed' AND location_id = ?
  ORDER BY shop, inventory_item_id, location_id`
const COUNTS = 'SELECT state, sum(levels) AS levels FROM level_counts WHERE shop = ? GROUP BY state'
/** The oldest among the waiting ones of one urgency, and among those in a batch. */
const OLDEST_WAITING = "SELECT min(since) AS since FROM levels WHERE shop = ? AND state = 'waiting' AND urgent = ?"
const OLDEST_SENDING = `SELECT min(since) AS since FROM levels INDEXED BY levels_in_batch
  WHERE batch IS NOT NULL AND shop = ? AND state = 'sending'`
const PAGE = `SELECT ${levelColumns} FROM levels WHERE shop = ? AND (inventory_item_id, location_id) > (?, ?)
  ORDER BY inventory_item_id, location_id LIMIT ?`

/** Levels in SQLite. */
export function sqliteLevels(session: Session): LevelTable {
  const nextDue = (shop: string): number | null => session.one(NEXT_DUE, (row) => numberOrNull(row, 'due'), shop)
  const oldest = (sql: string, ...values: (string | number)[]): number =>
    session.one(sql, (row) => numberOrNull(row, 'since'), ...values) ?? Number.POSITIVE_INFINITY
  return {
    async get(keys: readonly LevelKey[]) {
      return await session.each(keys, (key) => session.one(GET, levelOf, key.shop, key.inventoryItemId, key.locationId))
    },
    async put(records) {
      await session.each(records, (level) => {
        const { inside, key, place, pool } = levelValues(level)
        if (session.run(CHANGE, ...inside, ...key, ...place, pool) > 0) return
        if (session.run(MOVE, ...inside, ...place, ...key, pool) > 0) return
        session.run(ADD, ...inside, ...key, ...place, pool)
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
    async hasten(shop, after, due) {
      session.run(HASTEN, due, shop, after)
    },
    async inBatch(key) {
      return session.all(IN_BATCH, levelOf, key)
    },
    async ofStocks(stocks) {
      const asked = new Set(stocks)
      const levels = session.all(OF_STOCKS, levelOf, JSON.stringify([...asked]))
      return levels.filter(({ wanted }) => wanted !== null && asked.has(stockOf(wanted.pool)))
    },
    async countAt(shop, locationId) {
      return session.one(COUNT_AT, (row) => numberOrNull(row, 'levels'), shop, locationId) ?? 0
    },
    async failedAt(shop, locationId) {
      return session.all(FAILED_AT, levelOf, shop, locationId)
    },
    async depth(shop) {
      const counts = { waiting: 0, sending: 0, failed: 0, settled: 0 }
      for (const { state, levels } of session.all(COUNTS, countOf, shop)) counts[state] = levels
      const since = Math.min(oldest(OLDEST_WAITING, shop, 1), oldest(OLDEST_WAITING, shop, 0), oldest(OLDEST_SENDING, shop))
      return { ...counts, oldestSince: Number.isFinite(since) ? since : null }
    },
    async page(shop, after, limit) {
      return session.all(PAGE, levelOf, shop, after?.inventoryItemId ?? '', after?.locationId ?? '', limit)
    },
  }
}

function countOf(row: Row): { state: LevelState; levels: number } {
  return { state: word(row, 'state', levelStates), levels: number(row, 'levels') }
}
