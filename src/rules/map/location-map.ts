import type { FromSchema } from 'json-schema-to-ts'
import { largestId } from '../../base/messages/bounds.ts'
import { quantityNameSchema } from '../../base/messages/level.ts'

/** A stock.location of Odoo, as a row of the map names it. */
const odooPlaceSchema = {
  title: 'Odoo location',
  type: 'object',
  required: ['locationId', 'location'],
  properties: {
    locationId: { type: 'integer', minimum: 1, maximum: largestId, description: 'Id of the stock.location.' },
    location: { type: 'string', description: 'Complete name, for people.' },
    path: {
      type: 'array',
      items: { type: 'integer', minimum: 1, maximum: largestId },
      description: 'Ids from the root down to the location (parent_path), as the editor read it.',
    },
  },
  additionalProperties: false,
} as const

/** One Shopify location and what becomes of it (requirements 2.1 and 2.2). */
const mapRowSchema = {
  title: 'Row of the location map',
  type: 'object',
  required: ['id', 'shopifyLocationId', 'shopifyLocation', 'outcome', 'type', 'sources', 'exclude', 'aggregate', 'quantityName', 'enabled'],
  properties: {
    id: { type: 'string', minLength: 1, description: 'Stable name of the row.' },
    shopifyLocationId: { type: 'string', pattern: '^gid://shopify/Location/[0-9]+$' },
    shopifyLocation: { type: 'string', description: 'Name of the Shopify location, for people.' },
    outcome: { enum: ['mapped', 'excluded'] },
    reason: { type: 'string', description: 'Why the location is excluded.' },
    type: { enum: ['online', 'retail', '3pl', 'pickup', 'marketplace', 'reserve', 'drop-ship'] },
    sources: { type: 'array', items: odooPlaceSchema, description: 'Odoo locations that are sold here, each with everything below it.' },
    exclude: {
      type: 'array',
      items: odooPlaceSchema,
      description: 'Odoo locations below a source that are not sold, with everything below them.',
    },
    aggregate: {
      enum: ['sum', 'largest', 'smallest'],
      description: 'How several sources become one number; largest and smallest are for suppliers, of whom one alone delivers.',
    },
    share: {
      type: 'number',
      minimum: 0,
      maximum: 100,
      description: 'Percent of the stock that is sold here; the other rows of the same sources get the rest.',
    },
    sharedInFull: { type: 'boolean', description: 'True: the same units are offered at other rows as well, in full.' },
    quantityName: quantityNameSchema,
    basis: {
      enum: ['free', 'free-minus-demand', 'on-hand'],
      description:
        'What is counted: free is the quantity without what is reserved; free-minus-demand takes off what confirmed deliveries need and Odoo has not reserved, too; on-hand is the quantity. A row without it counts what is free, or on-hand where it writes on_hand.',
    },
    adjust: {
      ...odooPlaceSchema,
      description: 'Odoo location that an adjustment or order from Shopify hits; the first source when absent.',
    },
    companyId: { type: 'integer', minimum: 1, maximum: largestId, description: 'Odoo company that owns the sources.' },
    enabled: { type: 'boolean', description: 'False: decided, but not written for now.' },
    notes: { type: 'string', description: 'Who owns fulfilment, and whatever else people should know.' },
  },
  additionalProperties: false,
} as const

/** The whole map of one shop, used in both directions. */
export const locationMapSchema = {
  $id: 'location-map',
  title: 'Location map',
  type: 'object',
  required: ['rows'],
  properties: {
    shop: { type: 'string', description: 'The myshopify.com domain; the shop of the writing node when absent.' },
    rows: { type: 'array', items: mapRowSchema },
    known: {
      type: 'array',
      description: 'Shopify locations known to exist; one without a row is undecided.',
      items: {
        type: 'object',
        required: ['id', 'name'],
        properties: { id: { type: 'string' }, name: { type: 'string' } },
        additionalProperties: true,
      },
    },
  },
  additionalProperties: false,
} as const

export type OdooPlace = FromSchema<typeof odooPlaceSchema>
export type MapRow = FromSchema<typeof mapRowSchema>
export type LocationMap = FromSchema<typeof locationMapSchema>

/** An Odoo location as a file or the editor names it: by id, or by complete name alone. */
export interface NamedPlace {
  readonly locationId?: number
  readonly location: string
  readonly path?: number[]
}

/** A row of the map as it stands in a file or in the editor, where Odoo locations may be known by name only. */
export type NamedRow = Omit<MapRow, 'sources' | 'exclude' | 'adjust'> & {
  readonly sources: readonly NamedPlace[]
  readonly exclude: readonly NamedPlace[]
  readonly adjust?: NamedPlace
}

const namedPlaceSchema = { ...odooPlaceSchema, required: ['location'] } as const

/** Like the schema of a row, except that a place needs no id: the node looks its name up when the flow starts. */
export const namedRowSchema = {
  ...mapRowSchema,
  properties: {
    ...mapRowSchema.properties,
    sources: { ...mapRowSchema.properties.sources, items: namedPlaceSchema },
    exclude: { ...mapRowSchema.properties.exclude, items: namedPlaceSchema },
    adjust: namedPlaceSchema,
  },
} as const

/** What a row counts of the stock at its sources (requirement 4.1). */
export type Basis = NonNullable<MapRow['basis']>

/** What new rows count: nothing that a customer is owed is offered twice. */
export const safeBasis: Basis = 'free-minus-demand'

/** The basis of a row; one from before there was a choice counts as it did. */
export function basisOf({ basis, quantityName }: Pick<MapRow, 'basis' | 'quantityName'>): Basis {
  return basis ?? (quantityName === 'on_hand' ? 'on-hand' : 'free')
}
