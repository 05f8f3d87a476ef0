import type { FromSchema } from 'json-schema-to-ts'
import { largestId, largestInteger } from './bounds.ts'
import { eventKindSchema } from './event-kind.ts'
import { odooProductSchema } from './odoo-product.ts'
import { traceStepSchema } from './trace.ts'

/** Stock of one product at one Odoo location: the sum of its quants there (odoo-facts 2: never one quant). */
export const stockAtSchema = {
  title: 'Stock at a location',
  type: 'object',
  required: ['locationId', 'location', 'path', 'quantity', 'reserved'],
  properties: {
    locationId: { type: 'integer', minimum: 1, maximum: largestId, description: 'Id of the stock.location.' },
    location: { type: 'string', description: 'Complete name, e.g. "NJ/Stock/Saleable".' },
    path: {
      type: 'array',
      items: { type: 'integer', minimum: 1, maximum: largestId },
      description: 'Ids from the root of the location tree down to this location (parent_path).',
    },
    quantity: {
      type: 'number',
      description: 'Physical quantity without lots past their date, in the unit of measure of the product.',
    },
    reserved: { type: 'number', description: 'Of that, reserved for orders and transfers.' },
    pastRemoval: {
      type: 'number',
      description: 'There besides, in lots past their removal date and not reserved: Odoo 19 reserves them for no order.',
    },
    pastExpiration: {
      type: 'number',
      description: 'There besides, in lots past their expiration date and not reserved: Odoo 17 and 18 reserve them for no order.',
    },
  },
  additionalProperties: true,
} as const

/** What customers are owed from one Odoo location: the sum of its open moves (odoo-orders-facts 3). */
export const demandAtSchema = {
  title: 'Demand at a location',
  type: 'object',
  required: ['locationId', 'location', 'path', 'quantity'],
  properties: {
    locationId: {
      type: 'integer',
      minimum: 1,
      maximum: largestId,
      description: 'Id of the stock.location that the goods are to be taken from, or from below it.',
    },
    location: { type: 'string' },
    path: { type: 'array', items: { type: 'integer', minimum: 1, maximum: largestId } },
    quantity: { type: 'number', exclusiveMinimum: 0, description: 'Units that confirmed deliveries need and Odoo has not reserved.' },
  },
  additionalProperties: true,
} as const

const demandSchema = {
  type: 'array',
  items: demandAtSchema,
  description:
    'What confirmed deliveries need and Odoo has not reserved; absent when that is nothing. A location may lie above the watched ones.',
} as const

/** What Odoo does at one location for orders, as evidence of which sales it knows (SPEC.md, a hold). */
export const ordersAtSchema = {
  title: 'Orders at a location',
  type: 'object',
  required: ['locationId', 'location', 'path'],
  properties: {
    locationId: { type: 'integer', minimum: 1, maximum: largestId },
    location: { type: 'string' },
    path: { type: 'array', items: { type: 'integer', minimum: 1, maximum: largestId } },
    reserved: { type: 'number', description: 'Units that transfers have reserved there.' },
    sent: { type: 'number', description: 'Units that have left it for sale orders since the count began.' },
    to: {
      type: 'array',
      items: { type: 'integer', minimum: 1, maximum: largestId },
      description: 'Path of the watched location that they have only gone on to; absent when they have left the watched ones.',
    },
    owed: {
      type: 'number',
      description: 'Units that these orders need from there and Odoo has not reserved; only where orders are told apart.',
    },
  },
  additionalProperties: true,
} as const

const ordersSchema = {
  type: 'array',
  items: ordersAtSchema,
  description: 'What Odoo has reserved for orders, and has sent; absent when that is nothing, or is not counted.',
} as const

/** How `orders` are counted. Figures that are counted in another way are not compared with them. */
export const ordersCountSchema = {
  title: 'Count of orders',
  type: 'object',
  required: ['since'],
  properties: {
    since: { type: 'string', format: 'date-time', description: 'What was sent before is not counted.' },
    of: { type: 'string', description: 'Which orders are counted: field of the sale order, and what it begins with; absent when all are.' },
  },
  additionalProperties: true,
} as const

/** A watched location: what the picture covers. A product without an entry below it has zero there. */
export const watchedLocationSchema = {
  title: 'Watched location',
  type: 'object',
  required: ['locationId', 'location', 'path'],
  properties: {
    locationId: { type: 'integer', minimum: 1, maximum: largestId },
    location: { type: 'string' },
    path: { type: 'array', items: { type: 'integer', minimum: 1, maximum: largestId } },
  },
  additionalProperties: true,
} as const

/** What a kit is made of. Its parts carry their stock, so that it is counted where it is sold: parts may lie apart. */
export const kitSchema = {
  title: 'Kit',
  type: 'object',
  description: 'Only for a kit (phantom bill of materials), which has no stock of its own: what it is made of.',
  required: ['components'],
  properties: {
    components: {
      type: 'array',
      items: {
        title: 'Component',
        type: 'object',
        required: ['productId', 'name', 'per', 'stock'],
        properties: {
          productId: {
            type: 'integer',
            minimum: 1,
            maximum: largestId,
            description: 'Id of the product.product record; never a kit itself.',
          },
          name: { type: 'string' },
          sku: { type: 'string' },
          per: { type: 'number', exclusiveMinimum: 0, description: 'So many go into one kit, in the unit of measure of the component.' },
          stock: { type: 'array', items: stockAtSchema, description: 'Where the component has quants.' },
          demand: demandSchema,
          orders: ordersSchema,
        },
        additionalProperties: true,
      },
    },
    problem: {
      type: 'string',
      description: 'Why the kit cannot be counted; then it is not sold and not set to zero, but makes a failed job.',
    },
    because: {
      type: 'object',
      description: 'The same as a sentence of the text catalogue, for whoever reads it in another language.',
      required: ['key'],
      properties: { key: { type: 'string', minLength: 1 }, values: { type: 'object' } },
      additionalProperties: false,
    },
  },
  additionalProperties: true,
} as const

/** The whole stock of one product at every watched location, as read at one moment: a state, never a change. */
export const pictureSchema = {
  $id: 'picture',
  title: 'Picture line',
  type: 'object',
  description: 'The whole stock of one Odoo product at every watched location, as it was at one moment.',
  required: ['kind', 'odoo', 'asOf', 'readAt', 'watched', 'stock', 'trace'],
  properties: {
    kind: { const: 'picture' },
    event: eventKindSchema,
    odoo: odooProductSchema,
    watch: { type: 'string', description: 'Name of the watch that read it, so that the end of the flow can tell it what became of it.' },
    asOf: {
      type: 'integer',
      minimum: 0,
      maximum: largestInteger,
      description:
        'Place of the reading in the order of all readings of one sync store: a higher number is newer. Clocks can jump, this cannot.',
    },
    readAt: { type: 'string', format: 'date-time', description: 'When the reading began, for people.' },
    watched: { type: 'array', items: watchedLocationSchema, description: 'The locations that were read, with everything below them.' },
    excluded: { type: 'array', items: watchedLocationSchema, description: 'Locations that were left out, with everything below them.' },
    stock: {
      type: 'array',
      items: stockAtSchema,
      description: 'Where the product has quants; a watched location that is missing here has zero. Empty for a kit.',
    },
    demand: demandSchema,
    ordersCount: ordersCountSchema,
    orders: ordersSchema,
    kit: kitSchema,
    trace: { type: 'array', items: traceStepSchema },
  },
  additionalProperties: true,
} as const

export type StockAt = FromSchema<typeof stockAtSchema>
export type DemandAt = FromSchema<typeof demandAtSchema>
export type OrdersAt = FromSchema<typeof ordersAtSchema>
export type OrdersCount = FromSchema<typeof ordersCountSchema>
export type Kit = FromSchema<typeof kitSchema>
export type KitComponent = Kit['components'][number]
export type WatchedLocation = FromSchema<typeof watchedLocationSchema>
export type PictureLine = FromSchema<typeof pictureSchema>
