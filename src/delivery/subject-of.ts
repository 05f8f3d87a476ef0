import type { Subject } from '../line/failed.ts'
import type { LevelRecord } from '../store/level-record.ts'

/** Every name of a level that operations needs to find it (requirement 7.4). */
export function subjectOf(record: LevelRecord): Subject {
  const { wanted } = record
  if (wanted === null) return { shop: record.shop, inventoryItemId: record.inventoryItemId, shopifyLocationId: record.locationId }
  const sku = wanted.shopify.sku ?? wanted.odoo.sku
  return {
    shop: record.shop,
    inventoryItemId: record.inventoryItemId,
    odooDatabase: wanted.odoo.database,
    odooProductId: wanted.odoo.productId,
    odooProduct: wanted.odoo.name,
    shopifyLocationId: record.locationId,
    shopifyLocation: wanted.shopify.location,
    ...(sku === undefined ? {} : { sku }),
    ...(wanted.shopify.variantId === undefined ? {} : { variantId: wanted.shopify.variantId }),
  }
}

/** The subject as values for a sentence; a missing name reads as a dash. */
export function subjectValues(subject: Subject): Record<string, string | number> {
  return {
    shop: subject.shop ?? '–',
    sku: subject.sku ?? '–',
    product: subject.odooProduct ?? '–',
    productId: subject.odooProductId ?? '–',
    location: subject.shopifyLocation ?? subject.shopifyLocationId ?? '–',
    odooLocation: subject.odooLocation ?? '–',
  }
}
