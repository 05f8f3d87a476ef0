import { SyncError } from '../../base/error/sync-error.ts'
import type { LateOperation } from '../../rules/map/map-finding.ts'
import { connectOdoo } from './connect.ts'
import type { OdooSurroundings } from './connection.ts'
import { textField } from '../../ports/odoo/field.ts'
import { readKeyEnd, type KeyEnd } from './key-end.ts'
import { lateOperations } from './late-operations.ts'
import type { Odoo, OdooIdentity } from '../../ports/odoo/odoo.ts'
import { databasesOf, redirectionOf } from './second-look.ts'
import { baseAddress, type OdooSettings } from './settings.ts'

/** What a connection that works turned out to be. */
export interface CheckedConnection {
  readonly identity: OdooIdentity
  /** Names of the companies that it works in. */
  readonly companies: readonly string[]
  /** Internal locations that the user can see there. */
  readonly locations: number
  /** Operation types that do not reserve at confirmation. */
  readonly late: readonly LateOperation[]
  /** When its key ends; null when it does not, or nobody knows. */
  readonly keyEnd: KeyEnd | null
}

/** What the nodes read; kits only where manufacturing is installed. */
const needed = ['stock.quant', 'stock.move', 'stock.location', 'stock.warehouse', 'stock.picking.type', 'product.product']
const optional = ['mrp.bom', 'mrp.bom.line']

/**
 * Proves a connection from the address to the right to read stock, each step once and without retries, so that whoever waits
 * for the answer soon knows. Throws the first `SyncError`, with what helps to tell its cure in `values`: `databases` when the
 * server tells their names, `location` when it sends elsewhere, `models` that may not be read.
 */
export async function checkConnection(settings: OdooSettings, around: OdooSurroundings): Promise<CheckedConnection> {
  const odoo = connectOdoo(settings, { ...around, retries: 0 })
  try {
    const identity = await odoo.identity()
    await mayRead(odoo)
    const companies = await odoo.searchRead('res.company', ofCompanies(settings), ['name'], { order: 'id' })
    const locations = await odoo.searchCount('stock.location', [['usage', '=', 'internal']])
    if (locations === 0) throw new SyncError('WATCH_LOCATION_UNREADABLE', { odooLocation: 'stock.location', locationId: 0 })
    const late = await lateOperations(odoo)
    const keyEnd = await readKeyEnd(odoo, settings.apiKey, around.clock.now())
    return { identity, companies: companies.map((row) => textField(row, 'name') ?? ''), locations, late, keyEnd }
  } catch (error) {
    throw await lookedAtAgain(error, settings, around)
  } finally {
    await odoo.close()
  }
}

function ofCompanies({ companyIds }: OdooSettings): readonly (readonly [string, string, unknown])[] {
  return companyIds === undefined || companyIds.length === 0 ? [] : [['id', 'in', [...companyIds]]]
}

async function mayRead(odoo: Odoo): Promise<void> {
  const refused: string[] = []
  for (const model of [...needed, ...optional]) {
    try {
      await odoo.searchRead(model, [], ['id'], { limit: 1 })
    } catch (error) {
      if (!(error instanceof SyncError)) throw error
      if (error.code === 'ODOO_RIGHTS_MISSING') refused.push(model)
      else if (error.code !== 'ODOO_REFUSED' || needed.includes(model)) throw error
    }
  }
  if (refused.length > 0) throw new SyncError('ODOO_RIGHTS_MISSING', { models: refused.join(', '), detail: refused.join(', ') })
}

/** Asks the server what would have been right, where it tells that without a login. */
async function lookedAtAgain(error: unknown, settings: OdooSettings, around: OdooSurroundings): Promise<unknown> {
  if (!(error instanceof SyncError)) return error
  const ask = { fetcher: around.fetch ?? fetch, signal: AbortSignal.timeout(Math.min(settings.timeoutMs, 5000)) }
  const { status } = error.values
  if (error.code === 'ODOO_DATABASE_UNKNOWN') {
    const databases = await databasesOf(baseAddress(settings), ask)
    if (databases.length > 0) return withValue(error, 'databases', databases.join(', '))
  }
  if (error.code === 'ODOO_NOT_ODOO' && typeof status === 'number' && status >= 300 && status < 400) {
    const location = await redirectionOf(baseAddress(settings), ask)
    if (location !== undefined) return withValue(error, 'location', location)
  }
  return error
}

function withValue(error: SyncError, name: string, value: string): SyncError {
  return new SyncError(error.code, { ...error.values, [name]: value }, { subject: error.subject, cause: error.cause })
}
