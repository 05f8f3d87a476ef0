import type { LevelRecord } from '../../ports/store/level-record.ts'
import { after } from './level-machine.ts'
import { awake } from './plan-step.ts'

/**
 * A failed level gets another try with what is wanted now, after a fresh look at Shopify. For an edit that was left alone,
 * that is a person's word that Odoo's number is right: what Shopify shows then is replaced and not explained.
 */
export function retryLevel(record: LevelRecord): LevelRecord {
  if (record.state !== 'failed') return record
  const confirmed = record.failure === 'SHOPIFY_EDITED' ? null : record.confirmed
  return { ...awake(record), state: after('failed', 'retry'), confirmed, attempts: 0, due: 0, doubt: record.doubt ?? { kind: 'stale' } }
}
