import type { FromSchema } from 'json-schema-to-ts'
import { largestId, largestInteger } from './bounds.ts'
import { eventKindSchema } from './event-kind.ts'
import { odooProductSchema } from './odoo-product.ts'
import { traceStepSchema } from './trace.ts'

/** Which of Shopify's quantities a row writes; chosen once per row, never mixed (shopify-facts 1.7). */
export const quantityNameSchema = { enum: ['available', 'on_hand'] } as const
export type QuantityName = FromSchema<typeof quantityNameSchema>

/** Where in Shopify the line goes. product-link fills in the inventory item. */
export const shopifyTargetSchema = {
  title: 'Shopify target',
  type: 'object',
  required: ['locationId', 'location'],
  properties: {
    shop: { type: 'string', description: 'The myshopify.com domain; the shop of the writing node when absent.' },
    locationId: { type: 'string', pattern: '^gid://shopify/Location/[0-9]+$' },
    location: { type: 'string', description: 'Name of the Shopify location, for people.' },
    inventoryItemId: { type: 'string', pattern: '^gid://shopify/InventoryItem/[0-9]+$' },
    variantId: { type: 'string' },
    sku: { type: 'string', description: 'SKU of the variant in Shopify.' },
  },
  additionalProperties: true,
} as const

/** Which part of Odoo's stock a line is about; a location stands for everything below it. */
const countedAtSchema = {
  title: 'Counted at',
  type: 'object',
  description:
    'The Odoo locations behind the line, each with everything below it. The deepest one named decides, an excluded one before a source.',
  required: ['sources', 'excluded'],
  properties: {
    sources: { type: 'array', items: { type: 'integer', minimum: 1, maximum: largestId } },
    excluded: { type: 'array', items: { type: 'integer', minimum: 1, maximum: largestId } },
    share: { type: 'number', minimum: 0, maximum: 100, description: 'Percent of the stock that this line sells, where it is split.' },
  },
  additionalProperties: true,
} as const

/** Which units of the row's sources Odoo knows to be sold. */
const knownOrdersSchema = {
  title: 'Known orders',
  type: 'object',
  description:
    'What Odoo has reserved at the mapped sources and has sent from them; holds without a name end when both together rise. Absent when the watch does not count it: then they end when `reserved` (and `demand`) rises.',
  required: ['reserved', 'sent', 'since'],
  properties: {
    reserved: { type: 'number' },
    sent: { type: 'number', description: 'Units that have left the mapped sources for sale orders since the count began.' },
    owed: { type: 'number', description: 'Units that these orders need and Odoo has not reserved. Only where the basis takes demand off.' },
    since: { type: 'string', format: 'date-time', description: 'When the count began.' },
    of: { type: 'string', description: 'Which orders are counted; absent when all are.' },
  },
  additionalProperties: true,
} as const

/** What goes into one kit. */
const kitPartSchema = {
  title: 'Part',
  type: 'object',
  required: ['productId', 'per'],
  properties: {
    productId: { type: 'integer', minimum: 1, maximum: largestId },
    per: { type: 'number', exclusiveMinimum: 0, description: 'So many go into one kit.' },
  },
  additionalProperties: true,
} as const

/** One product at one Shopify location: how much may be sold there, and why. */
export const levelSchema = {
  $id: 'level',
  title: 'Level line',
  type: 'object',
  description: 'One Odoo product at one Shopify location, with the quantity that may be sold there so far.',
  required: ['kind', 'odoo', 'shopify', 'asOf', 'readAt', 'quantityName', 'free', 'reserved', 'quantity', 'pool', 'trace'],
  properties: {
    kind: { const: 'level' },
    event: eventKindSchema,
    odoo: odooProductSchema,
    shopify: shopifyTargetSchema,
    watch: { type: 'string', description: 'As in the picture that the line was made of.' },
    asOf: { type: 'integer', minimum: 0, maximum: largestInteger, description: 'As in the picture that the line was made of.' },
    readAt: { type: 'string', format: 'date-time' },
    quantityName: quantityNameSchema,
    basis: {
      enum: ['free', 'free-minus-demand', 'on-hand'],
      description: 'What the row of the map counts; see its help.',
    },
    free: { type: 'number', description: 'What Odoo can ship from the mapped sources (quantity minus reserved), before any buffer.' },
    reserved: { type: 'number', description: 'What is reserved at the mapped sources; holds without a name end when it rises.' },
    demand: {
      type: 'number',
      description:
        'What confirmed deliveries need from the mapped sources and Odoo has not reserved. Only where the basis takes it off; it then counts as reserved does: holds without a name end when both together rise.',
    },
    orders: knownOrdersSchema,
    quantity: {
      type: 'number',
      description: 'What may be sold as far as the stages so far say; floored and cut at zero when it is written.',
    },
    pool: { type: 'string', minLength: 1, description: 'Names the Odoo stock behind the line; lines with one pool sell the same units.' },
    row: { type: 'string', description: 'The row of the location map that made the line.' },
    countedAt: countedAtSchema,
    parts: { type: 'array', items: kitPartSchema, description: 'Only for a kit: what it is made of.' },
    trace: { type: 'array', items: traceStepSchema },
  },
  additionalProperties: true,
} as const

export type ShopifyTarget = FromSchema<typeof shopifyTargetSchema>
export type KnownOrders = FromSchema<typeof knownOrdersSchema>
export type CountedAt = FromSchema<typeof countedAtSchema>
export type LevelLine = FromSchema<typeof levelSchema>
/** A level line that product-link has completed. */
export type LinkedLevelLine = LevelLine & { shopify: ShopifyTarget & { inventoryItemId: string } }
