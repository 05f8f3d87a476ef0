import type { Odoo } from '../../src/ports/odoo/odoo.ts'

/** What an odoo-connection node offers to other nodes. */
export interface OdooConnectionOffer {
  readonly id: string
  /** The server; nothing is sent before it is first used. Throws CONFIG_MISSING when a setting is blank. */
  odoo(): Odoo
  /** The database as failures name it, `<database>@<host>`; empty while a setting is blank. */
  name?(): string
}

export const odooConnections = new WeakMap<object, OdooConnectionOffer>()
