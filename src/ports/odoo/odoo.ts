import type { OdooDialect } from './dialect.ts'

/** A search domain of Odoo, in prefix notation. */
export type Domain = readonly (string | readonly [string, string, unknown])[]

export interface OdooContext {
  readonly [key: string]: unknown
}

export interface ReadOptions {
  readonly order?: string
  readonly limit?: number
  readonly offset?: number
  readonly context?: OdooContext
}

/** Who answered: told by the server at the first contact. */
export interface OdooIdentity {
  readonly url: string
  readonly database: string
  /** `database@host`, the name of this server in lines and in the store. */
  readonly name: string
  readonly majorVersion: number
  /** How this version speaks. Newer than `dialect.triedOn`: nobody has tried the product on it. */
  readonly dialect: OdooDialect
  readonly transport: 'xml-rpc' | 'json-rpc' | 'json-2'
  readonly userId: number
  /** `database.uuid` of the server, when the user may read it: tells a restored copy by its URL, not by its id. */
  readonly databaseUuid?: string
}

/**
 * An Odoo server. Reads are retried inside (odoo-facts 11: reads are free to repeat); writes are sent once.
 * Every method throws only `SyncError` with an `ODOO_*` code; a write whose outcome is not known throws `LostOdooAnswer`.
 */
export interface Odoo {
  identity(): Promise<OdooIdentity>
  /** Rows as plain objects; many2one values are bare ids or `false`, never `[id, name]` (odoo-facts 5). */
  searchRead(model: string, domain: Domain, fields: readonly string[], options?: ReadOptions): Promise<OdooRow[]>
  searchCount(model: string, domain: Domain, context?: OdooContext): Promise<number>
  /** Sums of number fields over the records that share the values of `by`, in no certain order; values as in `searchRead`. */
  readSums(model: string, domain: Domain, by: readonly string[], sums: readonly string[], context?: OdooContext): Promise<OdooValues[]>
  /** Creates one record and returns its id. */
  create(model: string, values: Record<string, unknown>, context?: OdooContext): Promise<number>
  write(model: string, ids: readonly number[], values: Record<string, unknown>, context?: OdooContext): Promise<void>
  /**
   * Calls a method on records, or on the model itself when there are no ids; counts as a write. An answer of `None` is
   * `null`, also where XML-RPC turns it into a fault (odoo-facts 1).
   */
  call(model: string, method: string, ids: readonly number[], named?: Record<string, unknown>, context?: OdooContext): Promise<unknown>
  close(): Promise<void>
}

/** Values by field, as Odoo has them. */
export interface OdooValues {
  readonly [field: string]: unknown
}

export interface OdooRow extends OdooValues {
  readonly id: number
}
