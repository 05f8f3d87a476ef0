import type { PictureLine, StockAt } from '../../src/base/messages/picture.ts'
import type { LocationMap, MapRow, OdooPlace } from '../../src/rules/map/location-map.ts'

export const shopifyLocation = (id: number): string => `gid://shopify/Location/${id}`

/** A stock.location with its path; the last id is its own. */
export function place(location: string, ...path: number[]): OdooPlace & { path: number[] } {
  return { locationId: path.at(-1) ?? 1, location, path }
}

export function stockAt(at: OdooPlace & { path: number[] }, quantity: number, reserved = 0): StockAt {
  return { locationId: at.locationId, location: at.location, path: at.path, quantity, reserved }
}

/** A picture of product 482 that watches the given locations. */
export function picture(watched: readonly (OdooPlace & { path: number[] })[], stock: StockAt[]): PictureLine {
  return {
    kind: 'picture',
    odoo: { database: 'shop@odoo.example.com', productId: 482, name: 'T-shirt (Red, M)', sku: 'ABC-RED-M' },
    asOf: 7,
    readAt: '2026-03-01T10:04:07Z',
    watched: watched.map(({ locationId, location, path }) => ({ locationId, location, path })),
    stock,
    trace: [],
  }
}

/** A mapped row with sensible settings; the id of the Shopify location is the number in the given one. */
export function row(id: string, location: number, sources: readonly OdooPlace[], more: Partial<MapRow> = {}): MapRow {
  return {
    id,
    shopifyLocationId: shopifyLocation(location),
    shopifyLocation: `Location ${location}`,
    outcome: 'mapped',
    type: 'online',
    sources: [...sources],
    exclude: [],
    aggregate: 'sum',
    quantityName: 'available',
    basis: more.quantityName === 'on_hand' ? 'on-hand' : 'free',
    enabled: true,
    ...more,
  }
}

export function mapOf(...rows: MapRow[]): LocationMap {
  return { rows }
}
