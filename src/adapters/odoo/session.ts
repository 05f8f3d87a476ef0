import { SyncError } from '../../base/error/sync-error.ts'
import { withoutTrailingSlashes } from '../../base/text/trailing-slashes.ts'
import { idsField, textField } from '../../ports/odoo/field.ts'
import type { OdooDialect } from '../../ports/odoo/dialect.ts'
import { dialectOf, oldestJson2, oldestVersion } from './dialect.ts'
import { OdooFailed } from './failure.ts'
import { json2Transport } from './json-2.ts'
import { isClosed, jsonRpcTransport } from './json-rpc.ts'
import type { OdooContext, OdooIdentity } from '../../ports/odoo/odoo.ts'
import { rowsOf } from './rows.ts'
import type { OdooSettings } from './settings.ts'
import type { OdooCall, Transport } from './transport.ts'
import { majorVersion } from './version.ts'
import { xmlRpcTransport } from './xml-rpc.ts'

/** What the first contact found out: how to speak, who we are there, and what goes along with every call. */
export interface Session {
  readonly transport: Transport
  readonly identity: OdooIdentity
  readonly companies: OdooContext
}

/** Runs one exchange of the opening as a read. */
export type Ask = <T>(run: (signal: AbortSignal) => Promise<T>) => Promise<T | null>

/**
 * Asks for the version, chooses the transport, proves the login and the companies. Throws ODOO_VERSION_UNSUPPORTED,
 * ODOO_LOGIN_REFUSED, ODOO_COMPANY_REFUSED and whatever the exchanges throw.
 */
export async function openSession(base: URL, settings: OdooSettings, fetcher: typeof fetch, ask: Ask): Promise<Session> {
  const version = (await ask((signal) => majorVersion(base, fetcher, signal))) ?? 0
  const dialect = dialectOf(version)
  const needed = settings.transport === 'json-2' ? oldestJson2 : oldestVersion
  if (dialect === undefined || version < needed) {
    throw new SyncError('ODOO_VERSION_UNSUPPORTED', { url: base.href, version, minimum: needed })
  }
  const { transport, userId } = await logIn(base, settings, fetcher, dialect, ask)
  const allowed = await companiesOf(transport, userId, settings, ask)
  const companies = { allowed_company_ids: allowed }
  const databaseUuid = await uuidOf(transport, companies, ask)
  const identity = {
    url: withoutTrailingSlashes(base.href),
    database: settings.database,
    name: `${settings.database}@${base.host}`,
    majorVersion: version,
    dialect,
    transport: transport.kind,
    userId,
  }
  return { transport, companies, identity: databaseUuid === undefined ? identity : { ...identity, databaseUuid } }
}

interface LoggedIn {
  readonly transport: Transport
  readonly userId: number
}

/** The chosen transport, or the best one that the server has: XML-RPC when the way of JSON-RPC turns out to be closed, for the whole session. */
async function logIn(base: URL, settings: OdooSettings, fetcher: typeof fetch, dialect: OdooDialect, ask: Ask): Promise<LoggedIn> {
  const best = dialect.json2 ? 'json-2' : 'json-rpc'
  const kind = settings.transport === 'auto' ? best : settings.transport
  const over = async (transport: Transport): Promise<LoggedIn> => ({
    transport,
    userId: (await ask((signal) => transport.login(signal))) ?? 0,
  })
  if (kind === 'json-2') return over(json2Transport(base, settings, fetcher))
  if (kind === 'xml-rpc') return over(xmlRpcTransport(base, settings))
  const jsonRpc = jsonRpcTransport(base, settings, fetcher)
  if (settings.transport === 'json-rpc') return over(jsonRpc)
  const userId = await ask(async (signal) => {
    try {
      return await jsonRpc.login(signal)
    } catch (error) {
      if (error instanceof OdooFailed && isClosed(error.failure)) return 'closed'
      throw error
    }
  })
  return userId === 'closed' ? over(xmlRpcTransport(base, settings)) : { transport: jsonRpc, userId: userId ?? 0 }
}

/**
 * The companies to work in. Always sent with every call, because rows of other companies are silently missing otherwise
 * (odoo-facts 6); also where the key belongs to somebody else than the named user, it is seen here.
 */
async function companiesOf(transport: Transport, userId: number, settings: OdooSettings, ask: Ask): Promise<number[]> {
  const who = { database: settings.database, user: settings.username }
  const call = read('res.users', 'search_read', [['domain', [['id', '=', userId]]]], { fields: ['login', 'company_ids'] })
  const user = rowsOf(await ask((signal) => transport.execute(call, signal)))[0]
  if (user === undefined) throw new SyncError('ODOO_LOGIN_REFUSED', { ...who, detail: 'the user cannot be read' })
  const login = textField(user, 'login') ?? ''
  if (login.toLowerCase() !== settings.username.trim().toLowerCase()) {
    throw new SyncError('ODOO_LOGIN_REFUSED', { ...who, detail: 'the key is of another user' })
  }
  const own = idsField(user, 'company_ids')
  const foreign = settings.companyIds?.filter((id) => !own.includes(id)) ?? []
  if (foreign.length > 0) {
    const companies = foreign.join(', ')
    throw new SyncError('ODOO_COMPANY_REFUSED', { ...who, companies, detail: `${settings.username}: ${companies}` })
  }
  return settings.companyIds === undefined || settings.companyIds.length === 0 ? own : [...settings.companyIds]
}

/** Only administrators may read it; everybody else goes without. */
async function uuidOf(transport: Transport, context: OdooContext, ask: Ask): Promise<string | undefined> {
  const call = read('ir.config_parameter', 'get_param', [], { key: 'database.uuid' }, context)
  try {
    const uuid = await ask((signal) => transport.execute(call, signal))
    return typeof uuid === 'string' && uuid !== '' ? uuid : undefined
  } catch (error) {
    if (error instanceof SyncError && !error.temporary) return undefined
    throw error
  }
}

function read(
  model: string,
  method: string,
  positional: OdooCall['positional'],
  named: OdooCall['named'],
  context: OdooContext = {},
): OdooCall {
  return { model, method, positional, named, context, repeatable: true }
}
