import type { SetQuantitiesAnswer } from './documents/set-quantities.ts'
import { LostAnswer } from '../../ports/shopify/lost-answer.ts'
import type { Redact } from '../../base/error/redact.ts'
import { rowIndex } from './row-index.ts'
import type { RowRefusal, SetAnswer, SetBatch } from '../../ports/shopify/shopify.ts'

/**
 * Shopify's answer to a batch. A null adjustment group is no error: nothing changed (shopify-facts 1.7). Throws
 * `LostAnswer` when an earlier sending under the same key is still at work: the same body may be sent again later.
 */
export function setAnswerOf(answer: SetQuantitiesAnswer, batch: SetBatch, shop: string, redact: Redact): SetAnswer {
  const { inventoryAdjustmentGroup, userErrors } = answer.inventorySetQuantities
  if (userErrors.length === 0) return { outcome: 'applied' }
  const atWork = userErrors.find(({ code }) => code === 'IDEMPOTENCY_CONCURRENT_REQUEST')
  if (atWork !== undefined)
    throw new LostAnswer('SHOPIFY_BUSY', { shop, operation: 'SetQuantities', detail: redact(`${atWork.code}: ${atWork.message}`) })
  const refusals = userErrors.map(({ code, field, message }): RowRefusal => {
    return { index: rowIndex(field, batch.entries.length), code: code ?? codeOf(message), message: redact(message) }
  })
  return { outcome: 'refused', refusals, appliedSome: inventoryAdjustmentGroup !== null }
}

/** Stale compares were also seen without a code and without a field; then only the sentence tells. */
function codeOf(message: string): string {
  const said = message.toLowerCase()
  return said.includes('changefromquantity') && said.includes('no longer matches') ? 'CHANGE_FROM_QUANTITY_STALE' : 'UNKNOWN'
}
