import type { Odoo } from '../../src/odoo/odoo.ts'

/** What an odoo-connection node offers to other nodes. */
export interface OdooConnectionOffer {
  readonly id: string
  /** The server; nothing is sent before it is first used. Throws CONFIG_MISSING when a setting is blank. */
  odoo(): Odoo
}

export const odooConnections = new WeakMap<object, OdooConnectionOffer>()
