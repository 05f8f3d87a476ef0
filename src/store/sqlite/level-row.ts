import type { SQLInputValue } from 'node:sqlite'
import type { LevelRecord } from '../level-record.ts'
import { json, number, text, textOrNull, word, type Row } from './row.ts'

/** The part of a level that no query asks about. */
type Inside = Pick<LevelRecord, 'wanted' | 'confirmed' | 'observed' | 'doubt' | 'sent' | 'failure'>

export const levelColumns = 'shop, inventory_item_id, location_id, state, urgent, attempts, due, cohort, record'

/** A level as the values of the statements that write one: columns to change, then the key, then the pool. */
export function recordOf(level: LevelRecord): SQLInputValue[] {
  const { wanted, confirmed, observed, doubt, sent, failure } = level
  const inside: Inside = { wanted, confirmed, observed, doubt, sent, failure }
  return [
    level.state,
    level.urgent ? 1 : 0,
    level.attempts,
    level.due,
    wanted?.since ?? null,
    sent?.batch ?? null,
    level.cohort,
    JSON.stringify(inside),
    level.shop,
    level.inventoryItemId,
    level.locationId,
    wanted?.pool ?? null,
  ]
}

export function levelOf(row: Row): LevelRecord {
  const { wanted, confirmed, observed, doubt, sent, failure } = json<Inside>(row, 'record')
  return {
    shop: text(row, 'shop'),
    inventoryItemId: text(row, 'inventory_item_id'),
    locationId: text(row, 'location_id'),
    state: word(row, 'state', ['settled', 'waiting', 'sending', 'failed']),
    wanted,
    confirmed,
    observed,
    doubt,
    urgent: number(row, 'urgent') === 1,
    attempts: number(row, 'attempts'),
    due: number(row, 'due'),
    sent,
    cohort: textOrNull(row, 'cohort'),
    failure,
  }
}
