import type { FromSchema } from 'json-schema-to-ts'

/** The kinds of event that a direction policy distinguishes (requirement 3.1). */
export const eventKindSchema = {
  title: 'Event kind',
  description: 'What kind of event the line stands for; a line without one is an inventory_quantity.',
  enum: ['inventory_quantity', 'reservation', 'cancellation', 'return', 'in_transit_visibility', 'manual_shopify_edit'],
} as const

export type EventKind = FromSchema<typeof eventKindSchema>
export const eventKinds: readonly EventKind[] = eventKindSchema.enum
