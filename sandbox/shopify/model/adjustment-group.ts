import type { StoredQuantity } from './level.ts'
import type { UserError } from './user-error.ts'

/** What one mutation changed, as the inventory history of the shop shows it. */
export interface AdjustmentGroup {
  readonly id: string
  readonly createdAt: number
  readonly reason: string
  readonly referenceDocumentUri: string | null
  readonly changes: readonly QuantityChange[]
}

export interface QuantityChange {
  readonly name: StoredQuantity | 'on_hand'
  readonly delta: number
  readonly itemId: string
  readonly locationId: string
}

/** Shopify's answer to a set or an adjustment. `group` is null when it was refused, and when nothing changed (shopify-facts 1.7). */
export interface AdjustmentResult {
  readonly group: AdjustmentGroup | null
  readonly userErrors: readonly UserError[]
}
