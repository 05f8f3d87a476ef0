import type { OdooDialect } from '../../ports/odoo/dialect.ts'

/** The oldest major version that is understood. */
export const oldestVersion = 17

/** The newest version that was tried. */
export const newestDialect: OdooDialect = {
  triedOn: 19,
  storable: 'is_storable',
  lotEnd: 'removal_date',
  finalDestination: true,
  units: 'tree',
  sums: 'formatted_read_group',
  json2: true,
}

/** One dialect for each major version that was tried, the oldest first. A further version of Odoo is added here and nowhere else. */
const dialects: readonly OdooDialect[] = [
  {
    triedOn: 17,
    storable: 'type',
    lotEnd: 'expiration_date',
    finalDestination: false,
    units: 'categories',
    sums: 'read_group',
    json2: false,
  },
  {
    triedOn: 18,
    storable: 'is_storable',
    lotEnd: 'expiration_date',
    finalDestination: true,
    units: 'categories',
    sums: 'read_group',
    json2: false,
  },
  newestDialect,
]

/** The oldest major version that speaks JSON-2. */
export const oldestJson2 = dialects.find(({ json2 }) => json2)?.triedOn ?? Number.POSITIVE_INFINITY

/**
 * The dialect of a server. One that is newer than every tried version is spoken to like the newest of them, and `triedOn`
 * below its version says so: the connection test and the watch name it.
 */
export function dialectOf(majorVersion: number): OdooDialect | undefined {
  return dialects.findLast(({ triedOn }) => triedOn <= majorVersion)
}
