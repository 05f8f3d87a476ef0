import type { ErrorCode } from '../../base/error/catalogue.ts'
import type { OdooFailure } from './failure.ts'

/** What a failure means. `none`: not a failure, the method answered None. */
export interface Fault {
  readonly code: ErrorCode | 'none'
  /** Whether the server may have carried the call out: only a write for which this is `no` can be sent again blindly. */
  readonly done: 'no' | 'maybe' | 'yes'
}

interface Rule extends Fault {
  readonly kind: OdooFailure['kind'] | readonly OdooFailure['kind'][]
  readonly status?: readonly [from: number, to: number]
  readonly name?: RegExp
  readonly text?: RegExp
}

const spoken = ['fault', 'exception'] as const
const neverConnected = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/
const accessDenied = /AccessError|Unauthorized|Forbidden/

/** First match wins. Source: odoo-facts 11 and the recordings. */
const rules: readonly Rule[] = [
  { code: 'none', done: 'yes', kind: 'fault', status: [1, 1], text: /cannot marshal None unless allow_none is enabled/ },
  { code: 'ODOO_ANSWER_INVALID', done: 'yes', kind: 'fault', status: [1, 1], text: /dictionary key must be string|cannot marshal <class/ },
  { code: 'ODOO_DATABASE_UNKNOWN', done: 'no', kind: spoken, text: /database "[^"]*" does not exist/ },
  { code: 'ODOO_DATABASE_UNKNOWN', done: 'no', kind: 'page', status: [404, 404], text: /No database is selected/ },
  { code: 'ODOO_BUSY', done: 'no', kind: spoken, text: /could not serialize access|SerializationFailure/ },
  { code: 'ODOO_BUSY', done: 'no', kind: spoken, text: /DeadlockDetected|LockNotAvailable|could not obtain lock/ },
  { code: 'ODOO_BUSY', done: 'no', kind: 'exception', name: /SerializationFailure|DeadlockDetected|LockNotAvailable/ },
  { code: 'ODOO_BUSY', done: 'no', kind: spoken, text: /PoolError|too many clients|connection slots/ },
  { code: 'ODOO_BUSY', done: 'no', kind: spoken, text: /database system is (starting|shutting)/ },
  { code: 'ODOO_BUSY', done: 'maybe', kind: spoken, text: /OperationalError|InterfaceError|terminating connection/ },
  { code: 'ODOO_BUSY', done: 'no', kind: 'exception', name: /PoolError/ },
  { code: 'ODOO_BUSY', done: 'maybe', kind: 'exception', name: /OperationalError|InterfaceError/ },
  { code: 'ODOO_LOGIN_REFUSED', done: 'no', kind: 'login' },
  { code: 'ODOO_LOGIN_REFUSED', done: 'no', kind: 'fault', status: [3, 3] },
  { code: 'ODOO_LOGIN_REFUSED', done: 'no', kind: 'exception', status: [401, 401] },
  { code: 'ODOO_LOGIN_REFUSED', done: 'no', kind: 'exception', name: /AccessDenied/ },
  { code: 'ODOO_COMPANY_REFUSED', done: 'no', kind: 'fault', status: [4, 4], text: /invalid companies|multi-company/i },
  { code: 'ODOO_COMPANY_REFUSED', done: 'no', kind: 'exception', name: accessDenied, text: /invalid companies|multi-company/i },
  { code: 'ODOO_RIGHTS_MISSING', done: 'no', kind: 'fault', status: [4, 4] },
  { code: 'ODOO_RIGHTS_MISSING', done: 'no', kind: 'exception', name: accessDenied },
  { code: 'ODOO_RECORD_MISSING', done: 'no', kind: 'fault', status: [2, 2], text: /Record does not exist or has been deleted/ },
  { code: 'ODOO_RECORD_MISSING', done: 'no', kind: 'exception', name: /MissingError/ },
  { code: 'ODOO_BUSY', done: 'no', kind: ['page', 'exception'], status: [429, 429] },
  { code: 'ODOO_BUSY', done: 'maybe', kind: ['page', 'exception'], status: [502, 599] },
  { code: 'ODOO_REFUSED', done: 'no', kind: spoken },
  { code: 'ODOO_LOGIN_REFUSED', done: 'no', kind: 'page', status: [401, 401] },
  { code: 'ODOO_REFUSED', done: 'no', kind: 'page', status: [413, 413] },
  { code: 'ODOO_NOT_ODOO', done: 'no', kind: 'page', status: [300, 499] },
  { code: 'ODOO_ANSWER_INVALID', done: 'maybe', kind: 'page', status: [500, 599] },
  { code: 'ODOO_NOT_ODOO', done: 'maybe', kind: 'page', text: /<(!doctype|html|head|title)\b/i },
  { code: 'ODOO_ANSWER_INVALID', done: 'maybe', kind: 'page' },
  { code: 'ODOO_TLS_REFUSED', done: 'no', kind: 'network', name: /^ERR_(TLS|SSL)|CERT|^UNABLE_TO_|^EPROTO$|SELF_SIGNED|HOSTNAME_MISMATCH/ },
  { code: 'ODOO_NOT_ODOO', done: 'maybe', kind: 'network', name: /^HPE_/ },
  { code: 'ODOO_TIMEOUT', done: 'maybe', kind: 'network', name: /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/ },
  { code: 'ODOO_UNREACHABLE', done: 'no', kind: 'network', name: neverConnected },
  { code: 'ODOO_UNREACHABLE', done: 'maybe', kind: 'network' },
]

/** Tells what a failure on the wire means, and whether the call may have been carried out. */
export function faultOf(failure: OdooFailure): Fault {
  const rule = rules.find((one) => fits(one, failure))
  return { code: rule?.code ?? 'ODOO_ANSWER_INVALID', done: rule?.done ?? 'maybe' }
}

function fits(rule: Rule, failure: OdooFailure): boolean {
  const kinds = typeof rule.kind === 'string' ? [rule.kind] : rule.kind
  if (!kinds.includes(failure.kind)) return false
  if (rule.status !== undefined) {
    if (!('status' in failure) || failure.status < rule.status[0] || failure.status > rule.status[1]) return false
  }
  const name = failure.kind === 'exception' ? failure.name : failure.kind === 'network' ? failure.code : ''
  return (rule.name === undefined || rule.name.test(name)) && (rule.text === undefined || rule.text.test(failure.text))
}
