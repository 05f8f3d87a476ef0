import { wordOf } from '../../base/text/say.ts'
import type { SyncError } from '../../base/error/sync-error.ts'

/** What can be wrong with a connection, finer than the code of the error: each has a sentence and a cure in `check.json`. */
export const connectionTroubles = [
  'address-unusable',
  'address-with-login',
  'host-unknown',
  'nothing-listens',
  'cut-off',
  'time-out',
  'certificate-expired',
  'certificate-name',
  'certificate-unknown',
  'no-tls',
  'no-http',
  'redirected',
  'proxy-login',
  'proxy-page',
  'server-error',
  'not-odoo',
  'too-old',
  'no-json-2',
  'database-unknown',
  'database-misspelt',
  'login-refused',
  'key-refused',
  'key-of-another',
  'company-refused',
  'company-of-others',
  'rights-missing',
  'no-inventory',
  'no-locations',
] as const

export type ConnectionTrouble = (typeof connectionTroubles)[number]

/** Tells them apart; undefined when the sentence of the code says all there is. */
export function troubleOf({ code, values }: SyncError): ConnectionTrouble | undefined {
  const detail = wordOf(values['detail'])
  switch (code) {
    case 'CONFIG_INVALID':
      if (values['setting'] !== 'url') return undefined
      return detail === '' ? 'address-unusable' : 'address-with-login'
    case 'ODOO_UNREACHABLE':
      return unreachable(wordOf(values['network']))
    case 'ODOO_TIMEOUT':
      return 'time-out'
    case 'ODOO_TLS_REFUSED':
      return untrusted(wordOf(values['network']))
    case 'ODOO_NOT_ODOO':
      return elsewhere(values)
    case 'ODOO_BUSY':
      return detail.startsWith('HTTP ') ? 'proxy-page' : undefined
    case 'ODOO_ANSWER_INVALID':
      return detail.startsWith('HTTP 5') ? 'server-error' : 'not-odoo'
    case 'ODOO_VERSION_UNSUPPORTED':
      return values['minimum'] === 19 ? 'no-json-2' : 'too-old'
    case 'ODOO_DATABASE_UNKNOWN':
      return values['databases'] === undefined ? 'database-unknown' : 'database-misspelt'
    case 'ODOO_LOGIN_REFUSED':
      return refused(detail)
    case 'ODOO_COMPANY_REFUSED':
      return values['companies'] === undefined ? 'company-refused' : 'company-of-others'
    case 'ODOO_RIGHTS_MISSING':
      return 'rights-missing'
    case 'ODOO_REFUSED':
      return /stock\.|KeyError|doesn't exist|does not exist/.test(detail) ? 'no-inventory' : undefined
    case 'WATCH_LOCATION_UNREADABLE':
      return 'no-locations'
    default:
      return undefined
  }
}

function unreachable(network: string): ConnectionTrouble {
  if (network === 'ENOTFOUND' || network === 'EAI_AGAIN') return 'host-unknown'
  return network === 'ECONNRESET' || network === 'EPIPE' || network === 'UND_ERR_SOCKET' ? 'cut-off' : 'nothing-listens'
}

function untrusted(network: string): ConnectionTrouble {
  if (network === 'CERT_HAS_EXPIRED' || network === 'CERT_NOT_YET_VALID') return 'certificate-expired'
  if (network === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'certificate-name'
  return network === 'EPROTO' || network.startsWith('ERR_SSL') ? 'no-tls' : 'certificate-unknown'
}

function elsewhere(values: SyncError['values']): ConnectionTrouble {
  if (values['network'] !== undefined) return 'no-http'
  if (values['location'] !== undefined) return 'redirected'
  return values['status'] === 401 || values['status'] === 403 || values['status'] === 407 ? 'proxy-login' : 'not-odoo'
}

/** XML-RPC does not say which of the two is wrong, JSON-2 knows the user by the key (odoo-facts 11). */
function refused(detail: string): ConnectionTrouble {
  if (detail.startsWith('HTTP ')) return 'proxy-login'
  if (detail.includes('another user')) return 'key-of-another'
  return /api ?key/i.test(detail) ? 'key-refused' : 'login-refused'
}
