import { answerCheck } from '../answer-check.ts'
import type { AdminDocument } from './admin-document.ts'

const level = {
  type: ['object', 'null'],
  required: ['isActive', 'quantities'],
  properties: {
    isActive: { type: 'boolean' },
    quantities: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'quantity'],
        properties: { name: { type: 'string' }, quantity: { type: 'integer' }, updatedAt: { type: ['string', 'null'] } },
      },
      // A quantity that is not there must not be taken for zero.
      allOf: ['available', 'on_hand'].map((name) => ({ contains: { type: 'object', properties: { name: { const: name } } } })),
    },
  },
} as const

const answer = {
  type: 'object',
  required: ['nodes'],
  properties: {
    nodes: {
      type: 'array',
      items: {
        type: ['object', 'null'],
        // A node of another type than asked for comes as an object without fields.
        properties: { id: { type: 'string' }, sku: { type: ['string', 'null'] }, tracked: { type: 'boolean' } },
        patternProperties: { '^at[0-9]+$': level },
      },
    },
  },
} as const

/** One level as Shopify answers it; null where the item was never stocked. */
export interface AnsweredLevel {
  readonly isActive: boolean
  /** `updatedAt`: when Shopify last changed it; filled for `available` (shopify-facts 1.7). */
  readonly quantities: readonly { readonly name: string; readonly quantity: number; readonly updatedAt?: string | null }[]
}

/** One item as Shopify answers it: its levels under `at0`, `at1` … in the order of the locations. */
export interface AnsweredItem {
  readonly id?: string
  readonly sku?: string | null
  readonly tracked?: boolean
  readonly [at: `at${number}`]: AnsweredLevel | null
}

export interface LevelsAnswer {
  readonly nodes: readonly (AnsweredItem | null)[]
}

const isAnswer = answerCheck<LevelsAnswer>(answer)

const documents = new Map<number, AdminDocument<LevelsAnswer>>()

/**
 * The levels of up to 250 items at a number of locations: the cheapest way to read known items, 3 points for one
 * location and 2 for each more (shopify-facts 3). Inactive levels are asked for, because a quantity can be set there
 * without anything being sold (shopify-facts 1.8).
 */
export function levelsDocument(locations: number): AdminDocument<LevelsAnswer> {
  const known = documents.get(locations)
  if (known !== undefined) return known
  const numbers = Array.from({ length: locations }, (_, n) => n)
  const document: AdminDocument<LevelsAnswer> = {
    operation: 'Levels',
    kind: 'read',
    cost: 1 + 2 * locations,
    text: `query Levels($items: [ID!]!${numbers.map((n) => `, $location${n}: ID!`).join('')}) {
  nodes(ids: $items) {
    ... on InventoryItem {
      id
      sku
      tracked
${numbers.map((n) => `      at${n}: inventoryLevel(locationId: $location${n}, includeInactive: true) { ...Level }`).join('\n')}
    }
  }
}

fragment Level on InventoryLevel {
  isActive
  quantities(names: ["available", "on_hand", "committed"]) { name quantity updatedAt }
}`,
    isAnswer,
  }
  documents.set(locations, document)
  return document
}
