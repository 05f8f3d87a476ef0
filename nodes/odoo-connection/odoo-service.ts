import type { Odoo } from '../../src/ports/odoo/odoo.ts'
import type { KeyEnd } from '../../src/adapters/odoo/key-end.ts'

/** The end of the API key that the connection uses. */
export interface KeyEndService {
  /** Asks Odoo; null when it does not end or Odoo does not tell. Throws CONFIG_MISSING and ODOO_*. */
  read(): Promise<KeyEnd | null>
  /** What was read in an earlier process; passed over when it is of another key. */
  recall(known: KeyEnd): void
  /** What is known by now of the end of this key; null when nothing is, or it is another key. */
  known(apiKey: string): KeyEnd | null
  /** Whose key it is. */
  login(): { readonly database: string; readonly username: string }
}

/** What an odoo-connection node provides to other nodes. */
export interface OdooService {
  readonly id: string
  /** The server; nothing is sent before it is first used. Throws CONFIG_MISSING when a setting is blank. */
  odoo(): Odoo
  /** The database as failures name it, `<database>@<host>`; empty while a setting is blank. */
  name?(): string
  readonly keyEnd?: KeyEndService
}

export const odooConnections = new WeakMap<object, OdooService>()
