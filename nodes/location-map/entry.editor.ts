import { safeBasis, type MapRow, type NamedRow } from '../../src/rules/map/location-map.ts'
import type { ListedShopifyLocation } from '../editor/locations.ts'

/** A Shopify location that is known to exist, as the node keeps it. */
export interface KnownLocation {
  readonly id: string
  readonly name: string
  readonly active?: boolean
  readonly fulfillmentService?: boolean
}

/** A row while it is edited: its Odoo locations may still be known by name only. */
export type EditedRow = NamedRow

/** One Shopify location in the dialog; `row` is null while nobody has decided what becomes of it. */
export interface Entry {
  readonly location: KnownLocation
  readonly row: EditedRow | null
}

/** Every row, and every known location that has none, in the order of the rows. */
export function entriesOf(rows: readonly EditedRow[], known: readonly KnownLocation[]): Entry[] {
  const decided = rows.map((row): Entry => {
    const location = known.find((one) => one.id === row.shopifyLocationId)
    return { location: location ?? { id: row.shopifyLocationId, name: row.shopifyLocation }, row }
  })
  const open = known.filter((one) => !rows.some((row) => row.shopifyLocationId === one.id))
  return [...decided, ...open.map((location): Entry => ({ location, row: null }))]
}

/**
 * The entries with what Shopify lists now: new locations are added undecided, names follow Shopify, decisions stay. A
 * location that Shopify no longer lists is kept while it has a row, so that nothing is lost without being seen.
 */
export function withListed(entries: readonly Entry[], listed: readonly ListedShopifyLocation[]): Entry[] {
  const kept = entries.flatMap((entry): Entry[] => {
    const now = listed.find((one) => one.id === entry.location.id)
    if (now === undefined) return entry.row === null ? [] : [{ ...entry, location: { ...entry.location, active: false } }]
    const row = entry.row === null ? null : { ...entry.row, shopifyLocation: now.name }
    return [{ location: now, row }]
  })
  const added = listed.filter((one) => !entries.some((entry) => entry.location.id === one.id))
  return [...kept, ...added.map((location): Entry => ({ location, row: null }))]
}

/** What a location starts with when it is mapped. */
export function newRow(location: KnownLocation, outcome: MapRow['outcome']): EditedRow {
  return {
    id: `row-${location.id.split('/').at(-1) ?? ''}`,
    shopifyLocationId: location.id,
    shopifyLocation: location.name,
    outcome,
    type: location.fulfillmentService === true ? '3pl' : 'online',
    sources: [],
    exclude: [],
    aggregate: 'sum',
    quantityName: 'available',
    basis: safeBasis,
    enabled: true,
  }
}

export type Doubt = 'undecided' | 'no-source' | 'no-reason'

/** What is still missing in an entry; null when it is complete. */
export function doubtAbout({ location, row }: Entry): Doubt | null {
  if (row === null) return location.active === false ? null : 'undecided'
  if (row.outcome === 'excluded') return (row.reason ?? '').trim() === '' ? 'no-reason' : null
  return row.sources.length === 0 ? 'no-source' : null
}
