import type { LevelKey, LevelRecord } from '../../ports/store/level-record.ts'
import type { Subject } from '../../base/messages/failed.ts'
import { subjectOf } from '../../base/messages/subject-of.ts'

/** Whether two things are about the same level. */
export function sameLevel(one: LevelKey, other: LevelKey): boolean {
  return one.shop === other.shop && one.inventoryItemId === other.inventoryItemId && one.locationId === other.locationId
}

/** A level as one string, for sets and maps. */
export function levelName(key: LevelKey): string {
  return `${key.shop} ${key.inventoryItemId} ${key.locationId}`
}

/** The pool of a level that no picture has named yet. */
export function levelPool(key: LevelKey): string {
  return `level:${levelName(key)}`
}

/** Every name of a level that operations needs to find it (requirement 7.4). */
export function levelSubject({ shop, inventoryItemId, locationId, wanted }: LevelRecord): Subject {
  return { ...(wanted === null ? {} : subjectOf(wanted)), shop, inventoryItemId, shopifyLocationId: locationId }
}

/**
 * What a failure of a level is about: a location that cannot be used is one cause for all of its levels, and what is held at a level
 * stays its cause whichever product of Odoo is linked to it.
 */
export function failureSubject(code: string, record: LevelRecord): Subject {
  const { shopifyLocation, ...others } = levelSubject(record)
  if (code === 'HOLD_DOUBTFUL') {
    const { odooDatabase: _, odooProductId: __, ...level } = levelSubject(record)
    return level
  }
  if (code !== 'LOCATION_UNKNOWN') return levelSubject(record)
  const { shop, shopifyLocationId } = others
  return {
    ...(shop === undefined ? {} : { shop }),
    ...(shopifyLocationId === undefined ? {} : { shopifyLocationId }),
    ...(shopifyLocation === undefined ? {} : { shopifyLocation }),
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
