import { neverHere } from '../../base/error/never-here.ts'

/** Who decides when both systems changed one level (requirement 3.3). */
export const conflictRules = ['odoo-wins', 'shopify-wins', 'newest-wins', 'lowest-wins', 'hold'] as const
export type ConflictRule = (typeof conflictRules)[number]

/** What one system says of a level. */
export interface Side {
  readonly quantity: number
  /** When it came to be so, in milliseconds. */
  readonly at: number
}

/** One level as both systems see it, and the quantity on which they agreed last; null when they never did. */
export interface TwoSides {
  readonly agreed: number | null
  readonly odoo: Side
  readonly shopify: Side
}

/** What is to be done: nothing, one side follows the other, or a person decides. */
export type Resolution =
  | { readonly outcome: 'agree'; readonly quantity: number }
  | { readonly outcome: 'odoo' | 'shopify'; readonly quantity: number; readonly conflict: boolean }
  | { readonly outcome: 'hold'; readonly conflict: true }

/**
 * Resolves what both sides say of one level. It is a conflict only when both changed since they agreed, to different
 * quantities, within the window; a change that is older than that is no longer in dispute, and the newer one holds. Of two
 * changes of the same moment the lower quantity wins, because too little can be mended and an oversale cannot.
 */
export function resolveConflict({ agreed, odoo, shopify }: TwoSides, rule: ConflictRule, windowMs: number): Resolution {
  if (odoo.quantity === shopify.quantity) return { outcome: 'agree', quantity: odoo.quantity }
  if (shopify.quantity === agreed) return { outcome: 'odoo', quantity: odoo.quantity, conflict: false }
  if (odoo.quantity === agreed) return { outcome: 'shopify', quantity: shopify.quantity, conflict: false }
  if (Math.abs(odoo.at - shopify.at) > windowMs) return { ...newer(odoo, shopify), conflict: false }
  if (rule === 'hold') return { outcome: 'hold', conflict: true }
  return { ...winner(rule, odoo, shopify), conflict: true }
}

type Winner = { readonly outcome: 'odoo' | 'shopify'; readonly quantity: number }

function winner(rule: Exclude<ConflictRule, 'hold'>, odoo: Side, shopify: Side): Winner {
  switch (rule) {
    case 'odoo-wins':
      return { outcome: 'odoo', quantity: odoo.quantity }
    case 'shopify-wins':
      return { outcome: 'shopify', quantity: shopify.quantity }
    case 'newest-wins':
      return newer(odoo, shopify)
    case 'lowest-wins':
      return lower(odoo, shopify)
    default:
      return neverHere(rule)
  }
}

function newer(odoo: Side, shopify: Side): Winner {
  if (odoo.at === shopify.at) return lower(odoo, shopify)
  return odoo.at > shopify.at ? { outcome: 'odoo', quantity: odoo.quantity } : { outcome: 'shopify', quantity: shopify.quantity }
}

function lower(odoo: Side, shopify: Side): Winner {
  const fromOdoo = odoo.quantity < shopify.quantity
  return fromOdoo ? { outcome: 'odoo', quantity: odoo.quantity } : { outcome: 'shopify', quantity: shopify.quantity }
}
