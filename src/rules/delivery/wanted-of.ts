import type { LinkedLevelLine } from '../../base/messages/level.ts'
import { withoutWords } from '../../base/messages/trace-step.ts'
import type { Wanted } from '../../ports/store/level-record.ts'
import { knownDemand, partsOfKnown } from './known-demand.ts'
import { wholeUnits } from './whole-units.ts'

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
