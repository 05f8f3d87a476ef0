import type { SQLInputValue } from 'node:sqlite'
import type { LevelRecord, LevelState } from '../../../ports/store/level-record.ts'
import { json, number, text, textOrNull, word, type Row } from './row.ts'

/** The part of a level that no query asks about. */
type Inside = Pick<LevelRecord, 'wanted' | 'confirmed' | 'observed' | 'doubt' | 'sent' | 'failure' | AtTimes>

type AtTimes = 'step' | 'rest' | 'counted' | 'soldLately' | 'left' | 'cancelled' | 'released'

export const levelColumns = 'shop, inventory_item_id, location_id, state, urgent, attempts, due, cohort, record'

/** A level as values for the statements that write one. */
export interface LevelValues {
  /** What no index holds: attempts, cohort, record. */
  readonly inside: readonly SQLInputValue[]
  readonly key: readonly SQLInputValue[]
  /** Where indexes have it: state, urgent, due, since, batch. */
  readonly place: readonly SQLInputValue[]
  readonly pool: SQLInputValue
}

export const levelStates: readonly LevelState[] = ['settled', 'waiting', 'sending', 'failed']

export function levelValues(level: LevelRecord): LevelValues {
  const { wanted, confirmed, observed, doubt, sent, failure } = level
  const inside: Inside = { wanted, confirmed, observed, doubt, sent, failure, ...atTimes(level) }
  return {
    inside: [level.attempts, level.cohort, JSON.stringify(inside)],
    key: [level.shop, level.inventoryItemId, level.locationId],
    place: [level.state, level.urgent ? 1 : 0, level.due, wanted?.since ?? null, sent?.batch ?? null],
    pool: wanted?.pool ?? null,
  }
}

export function levelOf(row: Row): LevelRecord {
  const inside = json<Inside>(row, 'record')
  const { wanted, confirmed, observed, doubt, sent, failure } = inside
  return {
    shop: text(row, 'shop'),
    inventoryItemId: text(row, 'inventory_item_id'),
    locationId: text(row, 'location_id'),
    state: word(row, 'state', levelStates),
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
    ...atTimes(inside),
  }
}

/** What most levels do not have. */
function atTimes({ step, rest, counted, soldLately, left, cancelled, released }: Pick<LevelRecord, AtTimes>): Pick<LevelRecord, AtTimes> {
  return {
    ...(step === undefined ? {} : { step }),
    ...(rest === undefined ? {} : { rest }),
    ...(counted === undefined ? {} : { counted }),
    ...(soldLately === undefined ? {} : { soldLately }),
    ...(left === undefined ? {} : { left }),
    ...(cancelled === undefined ? {} : { cancelled }),
    ...(released === undefined ? {} : { released }),
  }
}
