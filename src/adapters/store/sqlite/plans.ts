import type { LevelKey } from '../../../ports/store/level-record.ts'
import { planLineStates, type PlanLine, type PlanLineState, type PlanRecord } from '../../../ports/store/plan-record.ts'
import { lineAfter } from '../step-end.ts'
import type { PlanTable } from '../../../ports/store/store.ts'
import { json, number, text, word, type Row } from './row.ts'
import type { Session } from './session.ts'

const PUT = 'INSERT OR REPLACE INTO plans (id, shop, created_at, record) VALUES (?, ?, ?, ?)'
const GET = 'SELECT record FROM plans WHERE id = ?'
const LIST = 'SELECT record FROM plans WHERE shop = ? ORDER BY created_at DESC, id LIMIT ?'
const OLD = 'SELECT id FROM plans WHERE created_at < ? ORDER BY created_at'
const REMOVE = 'DELETE FROM plans WHERE id = ?'
const COLUMNS = 'state, record'
const KEY = 'plan = ? AND inventory_item_id = ? AND location_id = ?'
const PUT_LINE = `INSERT INTO plan_lines (plan, inventory_item_id, location_id, state, record) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (plan, inventory_item_id, location_id) DO UPDATE SET state = excluded.state, record = excluded.record`
const GET_LINE = `SELECT ${COLUMNS} FROM plan_lines WHERE ${KEY}`
const REMOVE_LINE = `DELETE FROM plan_lines WHERE ${KEY}`
const PAGE = `SELECT ${COLUMNS} FROM plan_lines WHERE plan = ? AND (inventory_item_id, location_id) > (?, ?)
  ORDER BY inventory_item_id, location_id LIMIT ?`
const PAGE_IN_STATE = `SELECT ${COLUMNS} FROM plan_lines WHERE plan = ? AND state = ? AND (inventory_item_id, location_id) > (?, ?)
  ORDER BY inventory_item_id, location_id LIMIT ?`
const COUNT = 'SELECT state, count(*) AS lines FROM plan_lines WHERE plan = ? GROUP BY state'
const REMOVE_SOME = 'DELETE FROM plan_lines WHERE rowid IN (SELECT rowid FROM plan_lines WHERE plan = ? LIMIT ?)'
const NO_LIMIT = -1

/** Plans in SQLite. The state of a line has a column of its own; the record keeps the rest. */
export function sqlitePlans(session: Session): PlanTable {
  const putLine = (line: PlanLine): number =>
    session.run(PUT_LINE, line.plan, line.inventoryItemId, line.locationId, line.state, JSON.stringify(line))
  return {
    async put(plan) {
      session.run(PUT, plan.id, plan.shop, plan.createdAt, JSON.stringify(plan))
    },
    async get(id) {
      return session.one(GET, planOf, id)
    },
    async list(shop, limit) {
      return session.all(LIST, planOf, shop, limit)
    },
    async putLines(lines) {
      await session.each(lines, putLine)
    },
    async removeLines(plan, keys) {
      await session.each(keys, (key: LevelKey) => session.run(REMOVE_LINE, plan, key.inventoryItemId, key.locationId))
    },
    async lines(plan, after, limit, state) {
      const from = [after?.inventoryItemId ?? '', after?.locationId ?? '', limit] as const
      return state === undefined ? session.all(PAGE, lineOf, plan, ...from) : session.all(PAGE_IN_STATE, lineOf, plan, state, ...from)
    },
    async countLines(plan) {
      return Object.fromEntries(session.all(COUNT, countOf, plan))
    },
    async endSteps(ends) {
      await session.each(ends, (end) => {
        const line = session.one(GET_LINE, lineOf, end.plan, end.inventoryItemId, end.locationId)
        if (line !== null) putLine(lineAfter(line, end))
      })
    },
    async forget(before, limit = NO_LIMIT) {
      let gone = 0
      for (const id of session.all(OLD, (row) => text(row, 'id'), before)) {
        gone += session.run(REMOVE_SOME, id, limit === NO_LIMIT ? NO_LIMIT : limit - gone)
        if (limit !== NO_LIMIT && gone >= limit) return gone
        gone += session.run(REMOVE, id)
      }
      return gone
    },
  }
}

function planOf(row: Row): PlanRecord {
  return json<PlanRecord>(row, 'record')
}

function lineOf(row: Row): PlanLine {
  return { ...json<PlanLine>(row, 'record'), state: word(row, 'state', planLineStates) }
}

function countOf(row: Row): [PlanLineState, number] {
  return [word(row, 'state', planLineStates), number(row, 'lines')]
}
