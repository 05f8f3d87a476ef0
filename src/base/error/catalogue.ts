import type { CauseClass, Retry } from './cause-class.ts'

interface ErrorEntry {
  readonly class: CauseClass
  readonly retry: Retry
}

/**
 * Every error this package can raise. The sentences stand in `locales/<lang>/error.json` under the code (`text` and
 * `cure`); `docs/errors.md` is generated from both.
 */
export const errorCatalogue = {
  // product identity
  PRODUCT_UNLINKED: { class: 'product-identity', retry: 'when-fixed' },
  VARIANT_UNLINKED: { class: 'product-identity', retry: 'when-fixed' },
  PRODUCT_ARCHIVED: { class: 'product-identity', retry: 'when-fixed' },
  PRODUCT_TAKEN: { class: 'product-identity', retry: 'when-fixed' },
  VARIANT_TAKEN: { class: 'product-identity', retry: 'when-fixed' },
  LINK_SKU_BLANK: { class: 'product-identity', retry: 'when-fixed' },
  LINK_DUPLICATE_IN_SHOPIFY: { class: 'product-identity', retry: 'when-fixed' },
  LINK_DUPLICATE_IN_ODOO: { class: 'product-identity', retry: 'when-fixed' },
  LINK_CONTRADICTION: { class: 'product-identity', retry: 'when-fixed' },
  LINK_SHARED_STOCK: { class: 'product-identity', retry: 'when-fixed' },
  LINK_METAFIELD_CONTRADICTS: { class: 'product-identity', retry: 'when-fixed' },
  LINK_METAFIELD_UNWRITTEN: { class: 'product-identity', retry: 'when-fixed' },
  LINK_HAND_CONTRADICTS: { class: 'product-identity', retry: 'when-fixed' },
  LINK_VARIANT_UNKNOWN: { class: 'product-identity', retry: 'when-fixed' },
  LINK_PRODUCT_UNKNOWN: { class: 'product-identity', retry: 'when-fixed' },
  LINK_PRODUCT_GONE: { class: 'product-identity', retry: 'when-fixed' },
  LINK_POINTS_ELSEWHERE: { class: 'product-identity', retry: 'when-fixed' },
  LINK_PRODUCT_ARCHIVED: { class: 'product-identity', retry: 'when-fixed' },
  LINK_NAMES_DISAGREE: { class: 'product-identity', retry: 'when-fixed' },
  LINK_UNKNOWN: { class: 'product-identity', retry: 'when-fixed' },
  LINK_CATALOGUE_EMPTY: { class: 'product-identity', retry: 'when-fixed' },
  ITEM_UNKNOWN: { class: 'product-identity', retry: 'when-fixed' },
  ITEM_IS_BUNDLE: { class: 'product-identity', retry: 'never' },
  ITEM_UNTRACKED: { class: 'product-identity', retry: 'when-fixed' },
  // location mapping
  MAP_UNDECIDED: { class: 'location-mapping', retry: 'when-fixed' },
  MAP_ROW_INVALID: { class: 'location-mapping', retry: 'when-fixed' },
  MAP_SOURCE_NOT_WATCHED: { class: 'location-mapping', retry: 'when-fixed' },
  LOCATION_UNKNOWN: { class: 'location-mapping', retry: 'when-fixed' },
  ITEM_NOT_STOCKED: { class: 'location-mapping', retry: 'when-fixed' },
  WATCH_LOCATION_UNREADABLE: { class: 'odoo-access', retry: 'when-fixed' },
  WATCH_SCOPE_INVALID: { class: 'odoo-access', retry: 'when-fixed' },
  // direction
  DIRECTION_STOPPED: { class: 'direction-conflict', retry: 'never' },
  DIRECTION_POLICY_INVALID: { class: 'direction-conflict', retry: 'when-fixed' },
  SHOPIFY_EDITED: { class: 'direction-conflict', retry: 'when-fixed' },
  // quantity
  QUANTITY_INVALID: { class: 'invalid-quantity', retry: 'when-fixed' },
  LEVEL_BELOW_ZERO: { class: 'buffer-or-reservation', retry: 'automatic' },
  HOLD_DOUBTFUL: { class: 'buffer-or-reservation', retry: 'automatic' },
  KIT_UNCOUNTABLE: { class: 'invalid-quantity', retry: 'when-fixed' },
  BUFFER_RULE_INVALID: { class: 'buffer-or-reservation', retry: 'when-fixed' },
  // Odoo
  ODOO_UNREACHABLE: { class: 'throttling-or-delay', retry: 'automatic' },
  ODOO_TIMEOUT: { class: 'throttling-or-delay', retry: 'automatic' },
  ODOO_BUSY: { class: 'throttling-or-delay', retry: 'automatic' },
  ODOO_NOT_ODOO: { class: 'odoo-access', retry: 'when-fixed' },
  ODOO_DATABASE_UNKNOWN: { class: 'odoo-access', retry: 'when-fixed' },
  ODOO_LOGIN_REFUSED: { class: 'odoo-access', retry: 'when-fixed' },
  ODOO_KEY_ENDS: { class: 'odoo-access', retry: 'when-fixed' },
  ODOO_KEY_ENDED: { class: 'odoo-access', retry: 'when-fixed' },
  ODOO_RIGHTS_MISSING: { class: 'odoo-access', retry: 'when-fixed' },
  ODOO_COMPANY_REFUSED: { class: 'odoo-access', retry: 'when-fixed' },
  ODOO_TLS_REFUSED: { class: 'odoo-access', retry: 'when-fixed' },
  ODOO_RECORD_MISSING: { class: 'odoo-access', retry: 'when-fixed' },
  ODOO_REFUSED: { class: 'odoo-access', retry: 'when-fixed' },
  ODOO_VERSION_UNSUPPORTED: { class: 'odoo-access', retry: 'when-fixed' },
  ODOO_ANSWER_INVALID: { class: 'odoo-access', retry: 'automatic' },
  // Shopify
  SHOPIFY_UNREACHABLE: { class: 'throttling-or-delay', retry: 'automatic' },
  SHOPIFY_TIMEOUT: { class: 'throttling-or-delay', retry: 'automatic' },
  SHOPIFY_THROTTLED: { class: 'throttling-or-delay', retry: 'automatic' },
  SHOPIFY_BUSY: { class: 'throttling-or-delay', retry: 'automatic' },
  SHOPIFY_TOKEN_REFUSED: { class: 'shopify-permission', retry: 'when-fixed' },
  SHOPIFY_TOKEN_ENDLESS: { class: 'shopify-permission', retry: 'when-fixed' },
  SHOPIFY_SHOP_NOT_PERMITTED: { class: 'shopify-permission', retry: 'when-fixed' },
  SHOPIFY_SCOPE_MISSING: { class: 'shopify-permission', retry: 'when-fixed' },
  SHOPIFY_SHOP_UNAVAILABLE: { class: 'shopify-permission', retry: 'when-fixed' },
  SHOPIFY_VERSION_MISMATCH: { class: 'shopify-permission', retry: 'when-fixed' },
  SHOPIFY_VERSION_ENDS: { class: 'shopify-permission', retry: 'when-fixed' },
  SHOPIFY_VERSION_ENDED: { class: 'shopify-permission', retry: 'when-fixed' },
  SHOPIFY_REFUSED: { class: 'shopify-permission', retry: 'when-fixed' },
  SHOPIFY_QUERY_INVALID: { class: 'shopify-permission', retry: 'never' },
  SHOPIFY_ANSWER_INVALID: { class: 'throttling-or-delay', retry: 'automatic' },
  DELIVERY_EXHAUSTED: { class: 'throttling-or-delay', retry: 'automatic' },
  // protection
  BREAKER_TRIPPED: { class: 'invalid-quantity', retry: 'when-fixed' },
  HOLD_UNKNOWN: { class: 'buffer-or-reservation', retry: 'never' },
  GUARD_PAIR_CHANGED: { class: 'odoo-access', retry: 'when-fixed' },
  // reconciliation
  RECONCILE_BUSY: { class: 'throttling-or-delay', retry: 'when-fixed' },
  RECONCILE_STALLED: { class: 'throttling-or-delay', retry: 'when-fixed' },
  RECONCILE_NOT_WIRED: { class: 'malformed-message', retry: 'when-fixed' },
  RECONCILE_NO_DELIVERY: { class: 'malformed-message', retry: 'automatic' },
  RECONCILE_PLAN_UNKNOWN: { class: 'malformed-message', retry: 'never' },
  RECONCILE_PLAN_STATE: { class: 'malformed-message', retry: 'never' },
  RECONCILE_SCHEDULE_INVALID: { class: 'malformed-message', retry: 'when-fixed' },
  // configuration and messages
  CONFIG_MISSING: { class: 'malformed-message', retry: 'when-fixed' },
  CONFIG_INVALID: { class: 'malformed-message', retry: 'when-fixed' },
  SETTINGS_NEWER: { class: 'malformed-message', retry: 'when-fixed' },
  READING_FOREIGN: { class: 'malformed-message', retry: 'when-fixed' },
  DIALOG_SECRET_ELSEWHERE: { class: 'malformed-message', retry: 'when-fixed' },
  DIALOG_VARIABLE_UNKNOWN: { class: 'malformed-message', retry: 'when-fixed' },
  ADMIN_FOREIGN_SITE: { class: 'malformed-message', retry: 'never' },
  ADMIN_NOT_JSON: { class: 'malformed-message', retry: 'never' },
  MESSAGE_MALFORMED: { class: 'malformed-message', retry: 'never' },
  JOB_RETRY_UNHEARD: { class: 'malformed-message', retry: 'never' },
  JOB_RETRY_NOTHING: { class: 'malformed-message', retry: 'never' },
  UNEXPECTED: { class: 'malformed-message', retry: 'when-fixed' },
  // store
  STORE_LOCKED: { class: 'store', retry: 'automatic' },
  STORE_FULL: { class: 'store', retry: 'automatic' },
  STORE_CORRUPT: { class: 'store', retry: 'when-fixed' },
  STORE_NEWER: { class: 'store', retry: 'when-fixed' },
  STORE_UNAVAILABLE: { class: 'store', retry: 'when-fixed' },
  LEASE_LOST: { class: 'store', retry: 'automatic' },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errorCatalogue
export const errorCodes = Object.keys(errorCatalogue) as ErrorCode[]
/** Codes that announce an end: work goes on, so that no success disproves them. */
export const announcements: ReadonlySet<string> = new Set<ErrorCode>(['ODOO_KEY_ENDS', 'SHOPIFY_VERSION_ENDS'])
