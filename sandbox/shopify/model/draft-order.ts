import type { Order, OrderLine, Sale } from './order.ts'
import { shifted } from './order-shift.ts'
import { newOrder, take } from './sale.ts'
import { SandboxRefusal } from './sandbox-refusal.ts'
import type { ShopState } from './shop-state.ts'

/** A draft order whose items are reserved: since 2026-08 its units are committed like those of an order (shopify-orders-facts 0.3). */
export interface DraftOrder {
  readonly id: string
  readonly lines: readonly OrderLine[]
}

/** Makes a draft order that reserves its items; null when too little is there. */
export function reserveDraft(state: ShopState, sale: Sale): DraftOrder | null {
  const taken = take(state, sale)
  if (taken === null) return null
  const draft = { id: state.ids.next('DraftOrder'), lines: taken.lines }
  state.drafts.set(draft.id, draft)
  state.write(taken.levels)
  return draft
}

/** The reservation of a draft order runs out, or it is deleted: its units can be sold again. */
export function releaseDraft(state: ShopState, draftId: string): void {
  const { lines } = openDraft(state, draftId)
  state.write(shifted(state, lines, ({ quantity }) => ({ committed: -quantity, available: quantity })))
}

/** The draft order becomes an order; its units are committed already. */
export function completeDraft(state: ShopState, draftId: string): Order {
  const order = newOrder(state, openDraft(state, draftId).lines, 'shopify_draft_order')
  state.tell({ topic: 'orders/create', orderId: order.id })
  return order
}

/** A draft order ends with what is done to it. */
function openDraft(state: ShopState, draftId: string): DraftOrder {
  const draft = state.drafts.get(draftId)
  if (draft === undefined) throw new SandboxRefusal(`there is no draft order ${draftId}`)
  state.drafts.delete(draftId)
  return draft
}
