import { traceStep } from '../../base/messages/trace-step.ts'
import type { TraceStep } from '../../base/messages/trace.ts'
import type { LevelRecord } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { readBreaker } from './breaker-state.ts'
import { freezeOf } from './freeze.ts'

/** What keeps a level that waits from being written until a person decides; null when nothing does. */
export async function stopOf(tables: StoreTables, { shop, locationId, wanted }: LevelRecord): Promise<TraceStep | null> {
  const by = 'shopify-inventory-set'
  const freeze = await freezeOf(tables, shop)
  if (freeze !== null) {
    const values = { at: new Date(freeze.at).toISOString(), note: freeze.note === '' ? '–' : freeze.note }
    return traceStep(by, freeze.first ? 'state-frozen-first' : 'state-frozen', values)
  }
  const { trippedAt, approvedAsOf } = await readBreaker(tables, shop, locationId)
  if (trippedAt === null || wanted === null || wanted.asOf <= approvedAsOf) return null
  return traceStep(by, 'state-stopped', { location: wanted.shopify.location, at: new Date(trippedAt).toISOString() })
}
