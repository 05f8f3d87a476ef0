import type { SetBatch } from '../shopify/shopify.ts'

/** A set mutation, stored before it is sent, so that a crash can repeat it to the byte. Deleted when it is settled. */
export interface BatchRecord {
  readonly shop: string
  readonly body: SetBatch
  /** Clock time of the first sending; a key is good for 24 hours (shopify-facts 1.3). */
  readonly firstSentAt: number
  readonly attempts: number
  readonly due: number
  /** True once an attempt was made whose answer is unknown; a refusal is then ambiguous. */
  readonly lost: boolean
  readonly urgent: boolean
}
