import { demoLocations, demoProducts } from '../../../sandbox/shopify/demo-catalogue.ts'

/** One product at one place that the one-to-one flow maps, with its names in both systems. */
export interface MappedLevel {
  readonly name: string
  readonly sku: string
  readonly inventoryItemId: string
  readonly locationId: string
  /** Code of the warehouse. */
  readonly warehouse: string
  /** Where Odoo keeps it, and what of that is not sold. */
  readonly place: { readonly location: string; readonly without?: readonly string[] }
}

/** What the flow keeps back of every product. */
export const keptBack = 1

const places = [
  { warehouse: 'NJ', place: { location: 'NJ/Stock', without: ['NJ/Stock/Quarantine'] } },
  { warehouse: 'TX', place: { location: 'TX/Stock' } },
  { warehouse: 'UK', place: { location: 'UK/Stock', without: ['UK/Stock/Quarantine'] } },
] as const

export const mappedLevels: readonly MappedLevel[] = demoProducts.flatMap(({ sku, itemId }) =>
  demoLocations.map(({ id }, index) => {
    const { warehouse, place } = places[index] ?? places[0]
    return { name: levelNameOf(itemId, id), sku, inventoryItemId: itemId, locationId: id, warehouse, place }
  }),
)

/**
 * Levels that only Odoo sells. Orders without a name cannot be told from a reservation of somebody else, so the two must
 * not meet on one level (docs/adr/0003): everything else belongs to the shoppers.
 */
const odooSells: ReadonlySet<string> = new Set(['SKU-0001', 'SKU-0002', 'SKU-0011', 'SKU-0012'])
export const levelsOfShoppers = mappedLevels.filter(({ sku }) => !odooSells.has(sku))
export const levelsOfOdoo = mappedLevels.filter(({ sku }) => odooSells.has(sku))

export function levelNameOf(inventoryItemId: string, locationId: string): string {
  return `${inventoryItemId} ${locationId}`
}
