import type { FromSchema } from 'json-schema-to-ts'
import { largestId } from '../../base/messages/bounds.ts'
import { eventKinds } from '../../base/messages/event-kind.ts'

/** Which way events of one kind may go, in the order in which the dialog offers them. */
export const allowedWays = ['odoo_to_shopify', 'shopify_to_odoo', 'both', 'off'] as const
export const allowedWaySchema = { enum: allowedWays } as const
export type AllowedWay = FromSchema<typeof allowedWaySchema>

/** The way that a line goes. */
export type Direction = 'odoo_to_shopify' | 'shopify_to_odoo'

export function isOpen(way: AllowedWay, direction: Direction): boolean {
  return way === 'both' || way === direction
}

const ways = {
  inventory_quantity: allowedWaySchema,
  reservation: allowedWaySchema,
  cancellation: allowedWaySchema,
  return: allowedWaySchema,
  in_transit_visibility: allowedWaySchema,
  manual_shopify_edit: allowedWaySchema,
} as const

/**
 * Which events may go which way (requirement 3.1): every kind is written down, nothing is implied. Exceptions name a shop,
 * a Shopify location, a product, or a combination of them; the most specific one that mentions the kind is used.
 */
export const directionPolicySchema = {
  $id: 'direction-policy',
  title: 'Direction policy',
  type: 'object',
  required: ['default'],
  properties: {
    default: { type: 'object', required: eventKinds, properties: ways, additionalProperties: false },
    exceptions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['events'],
        properties: {
          shop: { type: 'string', minLength: 1 },
          locationId: { type: 'string', pattern: '^gid://shopify/Location/[0-9]+$' },
          location: { type: 'string', description: 'Name of the Shopify location, for people.' },
          sku: { type: 'string', minLength: 1 },
          productId: { type: 'integer', minimum: 1, maximum: largestId, description: 'Id of the Odoo product; goes before the SKU.' },
          events: { type: 'object', properties: ways, additionalProperties: false, minProperties: 1 },
          notes: { type: 'string' },
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
} as const

/** A way for every kind of event. */
export type Ways = { readonly [K in keyof typeof ways]: AllowedWay }

export interface DirectionException {
  readonly shop?: string
  readonly locationId?: string
  readonly location?: string
  readonly sku?: string
  readonly productId?: number
  readonly events: Partial<Ways>
  readonly notes?: string
}

export interface DirectionPolicy {
  readonly default: Ways
  readonly exceptions?: readonly DirectionException[]
}

/** What the editor offers at first: Odoo owns the stock, Shopify its sales (the rule of most operations led by Odoo). */
export const odooOwnsStock: DirectionPolicy = {
  default: {
    inventory_quantity: 'odoo_to_shopify',
    reservation: 'shopify_to_odoo',
    cancellation: 'shopify_to_odoo',
    return: 'odoo_to_shopify',
    in_transit_visibility: 'off',
    manual_shopify_edit: 'off',
  },
}
