import type { LinkedLevelLine } from '../../base/messages/level.ts'
import type { PlanScope } from '../../ports/store/plan-record.ts'

/** Whether a line is to be compared at all. A sample takes an item with all its locations, and the same items every time. */
export function scopeTest(scope: PlanScope): (line: LinkedLevelLine) => boolean {
  const locations = scope.locations === undefined ? null : new Set(scope.locations)
  const skus = scope.skus === undefined ? null : new Set(scope.skus)
  const { sample = 100 } = scope
  return ({ shopify, odoo }) =>
    (locations === null || locations.has(shopify.locationId)) &&
    (skus === null || skus.has(shopify.sku ?? '') || skus.has(odoo.sku ?? '')) &&
    (sample >= 100 || placeOf(shopify.inventoryItemId) < sample)
}

/** A number from 0 (included) to 100 (excluded) that belongs to the id: FNV-1a, spread evenly. */
function placeOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0
  // The last digits of ids differ most, and FNV-1a moves them too little upwards.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0
  hash = (hash ^ (hash >>> 13)) >>> 0
  return (hash / 2 ** 32) * 100
}
