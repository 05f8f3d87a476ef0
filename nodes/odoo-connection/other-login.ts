import type { Odoo } from '../../src/ports/odoo/odoo.ts'

/**
 * The server of an odoo-connection as another user, for what the connection's own user may not do. Whoever asks closes it.
 * Throws CONFIG_MISSING when a setting is blank.
 */
export type OtherLogin = (username: string, apiKey: string) => Odoo

export const otherLogins = new WeakMap<object, OtherLogin>()
