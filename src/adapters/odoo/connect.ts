import { OdooConnection, type OdooSurroundings } from './connection.ts'
import type { Odoo } from '../../ports/odoo/odoo.ts'
import type { OdooSettings } from './settings.ts'

/**
 * An Odoo server by its settings. Nothing is sent yet: the first call asks for the version, chooses the transport and logs
 * in, so that a server that is down now does not matter before it is needed; `identity()` proves the settings.
 * Throws CONFIG_MISSING at once when a setting is blank or the address cannot be used.
 */
export function connectOdoo(settings: OdooSettings, around: OdooSurroundings): Odoo {
  return new OdooConnection(settings, around)
}
