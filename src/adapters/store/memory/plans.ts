import type { LevelKey } from '../../../ports/store/level-record.ts'
import type { PlanLine, PlanLineState, PlanRecord } from '../../../ports/store/plan-record.ts'
import { lineAfter } from '../step-end.ts'
import type { PlanTable } from '../../../ports/store/store.ts'
import { IndexedMap, keyOf } from './indexed-map.ts'

const SHOP = 0
const STATE = 0
const PLAN = 1

export function planRows(): IndexedMap<PlanRecord> {
  return new IndexedMap<PlanRecord>((plan) => plan.shop)
}

export function planLineRows(): IndexedMap<PlanLine> {
  return new IndexedMap<PlanLine>(
    (line) => keyOf(line.plan, line.state),
    (line) => line.plan,
  )
}

/** Plans in memory. */
export function memoryPlans(plans: () => IndexedMap<PlanRecord>, lines: () => IndexedMap<PlanLine>): PlanTable {
  return {
    async put(plan) {
      plans().put(plan.id, plan)
    },
    async get(id) {
      return plans().get(id) ?? null
    },
    async list(shop, limit) {
      return plans().group(SHOP, shop).toSorted(newestFirst).slice(0, limit)
    },
    async putLines(some) {
      for (const line of some) lines().put(lineKey(line.plan, line), line)
    },
    async removeLines(plan, keys) {
      for (const key of keys) lines().remove(lineKey(plan, key))
    },
    async lines(plan, after, limit, state) {
      const from = after === null ? keyOf(plan, '') : lineKey(plan, after)
      if (state === undefined) return lines().page(keyOf(plan, ''), from, limit)
      const inState = lines()
        .group(STATE, keyOf(plan, state))
        .filter((line) => lineKey(plan, line) > from)
      return inState.toSorted((a, b) => (lineKey(plan, a) < lineKey(plan, b) ? -1 : 1)).slice(0, limit)
    },
    async countLines(plan) {
      const counts: Partial<Record<PlanLineState, number>> = {}
      for (const { state } of lines().group(PLAN, plan)) counts[state] = (counts[state] ?? 0) + 1
      return counts
    },
    async endSteps(ends) {
      for (const end of ends) {
        const line = lines().get(lineKey(end.plan, end))
        if (line !== undefined) lines().put(lineKey(end.plan, end), lineAfter(line, end))
      }
    },
    async forget(before, limit = Number.POSITIVE_INFINITY) {
      const old = [...plans().values()].filter((plan) => plan.createdAt < before)
      let gone = 0
      for (const plan of old.toSorted((a, b) => a.createdAt - b.createdAt)) {
        const own = lines()
          .group(PLAN, plan.id)
          .slice(0, limit - gone)
        for (const line of own) lines().remove(lineKey(plan.id, line))
        gone += own.length
        if (gone >= limit) return gone
        plans().remove(plan.id)
        gone++
      }
      return gone
    },
  }
}

function lineKey(plan: string, key: Pick<LevelKey, 'inventoryItemId' | 'locationId'>): string {
  return keyOf(plan, key.inventoryItemId, key.locationId)
}

function newestFirst(a: PlanRecord, b: PlanRecord): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1)
}
