/** The classes of cause that a failure can have (requirement 7.4), plus two for what is not about stock at all. */
export const causeClasses = [
  'product-identity',
  'location-mapping',
  'direction-conflict',
  'buffer-or-reservation',
  'odoo-access',
  'shopify-permission',
  'throttling-or-delay',
  'invalid-quantity',
  'malformed-message',
  'store',
] as const
export type CauseClass = (typeof causeClasses)[number]

/** Whether a failure is tried again: by itself, after a person mended the cause, or not at all. */
export const retries = ['automatic', 'when-fixed', 'never'] as const
export type Retry = (typeof retries)[number]
