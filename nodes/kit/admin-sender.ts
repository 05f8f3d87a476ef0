import type { Request } from 'express'
import { SyncError } from '../../src/base/error/sync-error.ts'

/**
 * Throws ADMIN_FOREIGN_SITE when a page of another site makes a browser ask. What asks without a browser (a script, a test)
 * says nothing of a site and is let in: it has no login of somebody else to misuse.
 */
export function checkSender(request: Request): void {
  const site = request.get('sec-fetch-site')
  // The browser's own word, which no proxy changes; it says nothing to a host that it does not trust (plain http in a network).
  if (site !== undefined ? site === 'same-origin' || site === 'none' : isOwn(request.get('origin'), request)) return
  throw new SyncError('ADMIN_FOREIGN_SITE')
}

/** Throws ADMIN_NOT_JSON for a body that is not declared as JSON: a form of another site can send any other kind unasked. */
export function checkBody(request: Request): void {
  const kind = request.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (kind !== 'application/json') throw new SyncError('ADMIN_NOT_JSON')
}

/** Whether a page of this origin was served under the host that is asked. */
function isOwn(origin: string | undefined, request: Request): boolean {
  if (origin === undefined) return true
  const page = URL.parse(origin)
  return page !== null && hostsOf(request).some((host) => host === page.host || (!host.includes(':') && host === page.hostname))
}

/** The host as it came in; also the one that a proxy was asked for, where `httpServerOptions` says to trust the proxy. */
function hostsOf(request: Request): string[] {
  const trusts: unknown = request.app.get('trust proxy fn')
  const trusted = typeof trusts === 'function' && trusts(request.socket.remoteAddress, 0) === true
  const asked = trusted ? request.get('x-forwarded-host')?.split(',', 1)[0] : undefined
  return [request.get('host'), asked].flatMap((host) => (host === undefined ? [] : [host.trim().toLowerCase()]))
}
