import { levelSchema, shopifyTargetSchema } from './level.ts'

/** A level line after product-link: the same, with the inventory item that it is written to. */
export const linkedLevelSchema = {
  ...levelSchema,
  $id: 'linked-level',
  title: 'Linked level line',
  description: 'A level line after product-link: the Shopify inventory item is known, so the level can be written.',
  properties: {
    ...levelSchema.properties,
    shopify: { ...shopifyTargetSchema, required: ['locationId', 'location', 'inventoryItemId'] },
  },
} as const
