import type { LevelRecord } from '../store/level-record.ts'
import { after } from './level-machine.ts'

/** A failed level gets another try with what is wanted now, after a fresh look at Shopify. */
export function retryLevel(record: LevelRecord): LevelRecord {
  if (record.state !== 'failed') return record
  return { ...record, state: after('failed', 'retry'), attempts: 0, due: 0, doubt: record.doubt ?? { kind: 'stale' } }
}
