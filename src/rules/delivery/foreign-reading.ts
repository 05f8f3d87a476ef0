import { SyncError } from '../../base/error/sync-error.ts'
import type { LinkedLevelLine } from '../../base/messages/level.ts'
import { subjectOf } from '../../base/messages/subject-of.ts'
import type { LevelRecord } from '../../ports/store/level-record.ts'

/**
 * A line whose `asOf` this store never gave out (a clock in a function node, another store) would outdate every reading to
 * come. Throws READING_FOREIGN.
 */
export function refuseForeignReading(line: LinkedLevelLine, last: number): void {
  if (line.asOf <= last) return
  const { sku = '–', shopifyLocation: location = '' } = subjectOf(line)
  throw new SyncError('READING_FOREIGN', { sku, location, asOf: line.asOf, last })
}

/** The level when it took such a line before there was this check, or when the store was put back: any reading is newer. */
export function withoutForeignReading(record: LevelRecord, last: number): LevelRecord {
  const { wanted, rest = 0 } = record
  if ((wanted?.asOf ?? 0) <= last && rest <= last) return record
  const { rest: _, ...others } = record
  return { ...others, ...(rest <= last && rest > 0 ? { rest } : {}), wanted: wanted && { ...wanted, asOf: 0 } }
}
