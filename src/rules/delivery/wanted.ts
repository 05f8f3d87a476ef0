import type { LinkedLevelLine } from '../../base/messages/level.ts'
import { withoutWords } from '../../base/messages/trace-step.ts'
import type { Wanted, LevelRecord } from '../../ports/store/level-record.ts'
import { knownDemand, partsOfKnown } from './known-demand.ts'
import { wholeUnits } from './target.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { subjectOf } from '../../base/messages/subject-of.ts'

/** What a linked level line asks for. Throws QUANTITY_INVALID. */
export function wantedOf(line: LinkedLevelLine, via: string, now: number): Wanted {
  return {
    asOf: line.asOf,
    readAt: line.readAt,
    quantity: wholeUnits(line.quantity),
    reserved: knownDemand(line),
    ...partsOfKnown(line),
    free: line.free,
    quantityName: line.quantityName,
    pool: line.pool,
    odoo: line.odoo,
    shopify: line.shopify,
    trace: withoutWords(line.trace),
    since: now,
    via,
  }
}

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
