import type { Say } from '../../base/text/say.ts'
import { basisOf } from './basis.ts'
import { finding, type MapFinding } from './map-finding.ts'
import type { ReadyRow } from './ready-map.ts'
import { countedOf, type RowStock } from './stock-of-row.ts'

/**
 * Told of a row from before there was a choice of basis that offers units which customers are owed: it goes on counting as it
 * did, and whoever runs it shall know. A row that states its basis was decided.
 */
export function offeredDemand({ row }: ReadyRow, stock: RowStock, say: Say): MapFinding[] {
  const owed = countedOf(stock, row).some(({ demand }) => demand > 0)
  if (row.basis !== undefined || basisOf(row) !== 'free' || !owed) return []
  return [finding(say, 'warning', 'demand-offered', { row: row.id, location: row.shopifyLocation })]
}
