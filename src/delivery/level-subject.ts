import type { Subject } from '../line/failed.ts'
import { subjectOf } from '../line/subject-of.ts'
import type { LevelRecord } from '../store/level-record.ts'

/** Every name of a level that operations needs to find it (requirement 7.4). */
export function levelSubject({ shop, inventoryItemId, locationId, wanted }: LevelRecord): Subject {
  return { ...(wanted === null ? {} : subjectOf(wanted)), shop, inventoryItemId, shopifyLocationId: locationId }
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
