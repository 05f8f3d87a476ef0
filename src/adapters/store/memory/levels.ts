import { stockOf } from '../../../rules/map/pool.ts'
import { dueOrder } from '../due-order.ts'
import type { LevelKey, LevelRecord } from '../../../ports/store/level-record.ts'
import type { LevelTable } from '../../../ports/store/store.ts'
import { IndexedMap, keyOf } from './indexed-map.ts'

const STATE = 0
const BATCH = 1
const STOCK = 2
const LOCATION = 3

export function levelRows(): IndexedMap<LevelRecord> {
  return new IndexedMap<LevelRecord>(
    (level) => keyOf(level.shop, level.state),
    (level) => level.sent?.batch ?? null,
    (level) => (level.wanted === null ? null : stockOf(level.wanted.pool)),
    (level) => keyOf(level.shop, level.locationId),
  )
}

/** Levels in memory. */
export function memoryLevels(rows: () => IndexedMap<LevelRecord>): LevelTable {
  const inState = (shop: string, state: LevelRecord['state']): LevelRecord[] => rows().group(STATE, keyOf(shop, state))
  return {
    async get(keys) {
      return keys.map((key) => rows().get(levelKey(key)) ?? null)
    },
    async put(records) {
      for (const record of records) rows().put(levelKey(record), record)
    },
    async due(shop, now, limit) {
      const due = inState(shop, 'waiting').filter((level) => level.due <= now)
      return due.toSorted(dueOrder(now)).slice(0, limit)
    },
    async nextDue(shop) {
      return earliest(inState(shop, 'waiting').map((level) => level.due))
    },
    async hasten(shop, after, due) {
      for (const level of inState(shop, 'waiting')) if (level.due > after) rows().put(levelKey(level), { ...level, due })
    },
    async inBatch(key) {
      return byKey(rows().group(BATCH, key))
    },
    async ofStocks(stocks) {
      return byKey([...new Set(stocks)].flatMap((stock) => rows().group(STOCK, stock)))
    },
    async countAt(shop, locationId) {
      return rows().groupSize(LOCATION, keyOf(shop, locationId))
    },
    async failedAt(shop, locationId) {
      return byKey(inState(shop, 'failed').filter((level) => level.locationId === locationId))
    },
    async depth(shop) {
      const waiting = inState(shop, 'waiting')
      const sending = inState(shop, 'sending')
      return {
        waiting: waiting.length,
        sending: sending.length,
        failed: rows().groupSize(STATE, keyOf(shop, 'failed')),
        settled: rows().groupSize(STATE, keyOf(shop, 'settled')),
        oldestSince: earliest([...waiting, ...sending].flatMap((level) => level.wanted?.since ?? [])),
      }
    },
    async page(shop, after, limit) {
      return rows().page(keyOf(shop, ''), after === null ? keyOf(shop, '') : levelKey({ ...after, shop }), limit)
    },
  }
}

function levelKey(key: LevelKey): string {
  return keyOf(key.shop, key.inventoryItemId, key.locationId)
}

function byKey(levels: LevelRecord[]): LevelRecord[] {
  return levels.toSorted((a, b) => (levelKey(a) < levelKey(b) ? -1 : 1))
}

function earliest(times: readonly number[]): number | null {
  return times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b))
}
