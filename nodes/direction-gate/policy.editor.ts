import type { EventKind } from '../../src/base/messages/event-kind.ts'

/** Which way an event may go (requirement 3.1). */
export const policies = ['odoo_to_shopify', 'shopify_to_odoo', 'both', 'off'] as const
export type Policy = (typeof policies)[number]
export type Direction = 'odoo_to_shopify' | 'shopify_to_odoo'

/** Odoo owns the stock, Shopify owns the sale: where a new gate starts. */
export const defaultPolicies: Readonly<Record<EventKind, Policy>> = {
  inventory_quantity: 'odoo_to_shopify',
  reservation: 'shopify_to_odoo',
  cancellation: 'shopify_to_odoo',
  return: 'odoo_to_shopify',
  in_transit_visibility: 'off',
  manual_shopify_edit: 'off',
}

export function passes(policy: Policy, direction: Direction): boolean {
  return policy === 'both' || policy === direction
}
