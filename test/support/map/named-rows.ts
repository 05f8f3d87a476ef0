import type { NamedRow } from '../../../src/rules/map/location-map.ts'
import { shopifyLocation } from '../pictures.ts'

/** A row as the editor or a file has it. */
export function namedRow(id: number, more: Partial<NamedRow> = {}): NamedRow {
  return {
    id: `row-${id}`,
    shopifyLocationId: shopifyLocation(id),
    shopifyLocation: `Location ${id}`,
    outcome: 'mapped',
    type: 'online',
    sources: [{ locationId: 8, location: 'NJ/Stock' }],
    exclude: [],
    aggregate: 'sum',
    quantityName: 'available',
    enabled: true,
    ...more,
  }
}

/** Rows with every column, and with what a file could take for something else. */
export const oddRows: readonly NamedRow[] = [
  namedRow(1, { exclude: [{ location: 'NJ/Stock/Quarantine' }], companyId: 3, adjust: { locationId: 8, location: 'NJ/Stock' } }),
  namedRow(2, {
    type: 'drop-ship',
    sources: [{ location: 'DS/A; DS/B' }, { locationId: 12, location: 'DS/B, west' }],
    aggregate: 'largest',
  }),
  namedRow(3, { share: 33.5, enabled: false, notes: 'a "pick-up" shop' }),
  namedRow(4, { sharedInFull: true, quantityName: 'on_hand', sources: [{ location: 'Shelf #12' }, { locationId: 5, location: '' }] }),
  namedRow(5, { outcome: 'excluded', sources: [], reason: '=counts its own', notes: "'=quoted already" }),
  namedRow(6, {
    shopifyLocation: '=HYPERLINK("http://evil.example")',
    sources: [{ location: '@odd\\; place' }, { location: 'C:\\Stock\\' }],
  }),
]
