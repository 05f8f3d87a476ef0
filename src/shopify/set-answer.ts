import type { SetQuantitiesAnswer } from './documents/set-quantities.ts'
import { LostAnswer } from './lost-answer.ts'
import type { Redact } from './redact.ts'
import type { RowRefusal, SetAnswer, SetBatch } from './shopify.ts'

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

/** The first segment that is a number names the row; where it stands differs between mutations (shopify-facts 1.5). */
function rowIndex(field: readonly string[] | null | undefined, rows: number): number | null {
  const segment = field?.find((part) => /^[0-9]+$/.test(part))
  const index = segment === undefined ? null : Number(segment)
  return index !== null && index < rows ? index : null
}

/** Stale compares were also seen without a code and without a field; then only the sentence tells. */
function codeOf(message: string): string {
  return /changeFromQuantity.*no longer matches/i.test(message) ? 'CHANGE_FROM_QUANTITY_STALE' : 'UNKNOWN'
}
