import type { SetAnswer } from '../../src/ports/shopify/shopify.ts'

/** Alone in its batch, a row whose attempt is said to have failed was not changed, and the delivery knows. */
const failedBefore = 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'

/**
 * Whether a batch of so many rows leaves the delivery without the knowledge that its row at `index` was not carried out: no
 * answer came to an earlier sending, or it is not told which rows were refused. A refusal proves nothing then (SPEC.md).
 */
export function isUnclear(answer: SetAnswer, rows: number, index: number, lostBefore: boolean): boolean {
  if (answer.outcome === 'applied') return false
  if (lostBefore) return rows > 1 || !answer.refusals.some(({ code }) => code === failedBefore)
  return answer.appliedSome && !answer.refusals.some((refusal) => refusal.index === index)
}
