import { SyncError } from '../../base/error/sync-error.ts'
import { withoutTrailingSlashes } from '../../base/text/trailing-slashes.ts'

/** How to reach an Odoo server. */
export interface OdooSettings {
  /** Base address, http or https, with a path when Odoo lies behind a proxy under one. No user name and no password in it. */
  readonly url: string
  readonly database: string
  readonly username: string
  /** API key; XML-RPC and JSON-RPC also take the password here, JSON-2 does not (odoo-facts 11). */
  readonly apiKey: string
  /** `auto` takes JSON-2 from Odoo 19 on, JSON-RPC before, and XML-RPC where the way of JSON-RPC is closed. */
  readonly transport: 'auto' | 'xml-rpc' | 'json-rpc' | 'json-2'
  /** Longest time for one answer, in milliseconds. */
  readonly timeoutMs: number
  /** Companies to work in; all companies of the user when absent. */
  readonly companyIds?: readonly number[]
}

/**
 * The base address without a slash at its end. Throws CONFIG_MISSING when a setting is blank, CONFIG_INVALID when the address cannot be used;
 * a password in the address is refused because addresses are shown and secrets are not (requirement 11.4).
 */
export function baseAddress(settings: OdooSettings): URL {
  for (const setting of ['url', 'database', 'username', 'apiKey'] as const) {
    if (settings[setting].trim() === '') throw new SyncError('CONFIG_MISSING', { setting, node: 'odoo-connection' })
  }
  return serverAddress(settings.url)
}

/** The base address of a server, without a slash at its end. Throws CONFIG_INVALID when it cannot be used. */
export function serverAddress(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address === undefined || !/^https?:$/.test(address.protocol)) throw unusable()
  if (address.username !== '' || address.password !== '') {
    throw unusable('no user name and password in the address')
  }
  address.search = ''
  address.hash = ''
  address.pathname = withoutTrailingSlashes(address.pathname)
  return address
}

function unusable(detail = ''): SyncError {
  return new SyncError('CONFIG_INVALID', { setting: 'url', node: 'odoo-connection', allowed: 'https://odoo.example.com', detail })
}

/** The address of a path under the base address, which may have a path of its own. */
export function addressOf(base: URL, path: string): string {
  return `${base.origin}${pathOf(base, path)}`
}

/** The path under the path of the base address. */
export function pathOf(base: URL, path: string): string {
  return `${withoutTrailingSlashes(base.pathname)}${path}`
}
