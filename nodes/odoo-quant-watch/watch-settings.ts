import { SyncError } from '../../src/base/error/sync-error.ts'
import type { Domain, Odoo } from '../../src/ports/odoo/odoo.ts'
import { inCompanies } from '../../src/engine/watch/odoo-reading.ts'
import { productDomain, proveDomain } from '../../src/engine/watch/products.ts'
import { resolveScope } from '../../src/engine/watch/scope.ts'
import { ownOrderFields, type OwnOrders, type Watch } from '../../src/engine/watch/watch.ts'
import { numberSetting, requiredSetting, textSetting } from '../kit/setting.ts'
import { namedPlaces, watchedLocations } from './watched-locations.ts'

const type = 'odoo-quant-watch'

/** The settings that need no Odoo to be checked. Throws CONFIG_INVALID, CONFIG_MISSING and WATCH_SCOPE_INVALID. */
export interface WatchSettings {
  readonly companyIds: readonly number[]
  readonly domain: Domain
  /** Undefined when every order counts. */
  readonly ownOrders: OwnOrders | undefined
}

export function watchSettings(config: Readonly<Record<string, unknown>>): WatchSettings {
  const companies = listOf(config['companies'], ',').map((id) => numberSetting(id, type, 'companies', 0, 1))
  return { companyIds: companies, domain: productDomain(textSetting(config['domain'])), ownOrders: ownOrdersOf(config) }
}

/** A field without what it begins with would take every order for one of this shop. */
function ownOrdersOf(config: Readonly<Record<string, unknown>>): OwnOrders | undefined {
  const chosen = textSetting(config['ownField'])
  if (chosen === '') return undefined
  const field = ownOrderFields.find((one) => one === chosen)
  if (field === undefined) throw new SyncError('CONFIG_INVALID', { setting: 'ownField', node: type, allowed: ownOrderFields.join(', ') })
  return { field, begins: requiredSetting(config['ownBegins'], type, 'ownBegins') }
}

/**
 * What a watch node is to watch: names looked up, and everything proved readable, so that a mistake is told at the start and
 * not taken for no stock. Throws WATCH_LOCATION_UNREADABLE, WATCH_SCOPE_INVALID and ODOO_*.
 */
export async function provenWatch(
  name: string,
  given: Odoo,
  settings: WatchSettings,
  config: Readonly<Record<string, unknown>>,
): Promise<Watch> {
  const odoo = inCompanies(given, settings.companyIds)
  const products = [...settings.domain, ...(await categoryDomain(odoo, listOf(config['categories'], ';')))]
  const watch: Watch = {
    name,
    locations: await watchedLocations(odoo, config['locations']),
    exclude: await namedPlaces(odoo, config['exclude']),
    includeTransit: config['transit'] === true,
    includeConsigned: config['consigned'] === true,
    ...(settings.ownOrders === undefined ? {} : { ownOrders: settings.ownOrders }),
    ...(settings.companyIds.length === 0 ? {} : { companyIds: settings.companyIds }),
    ...(products.length === 0 ? {} : { products }),
  }
  await resolveScope(odoo, watch)
  await proveDomain(odoo, products)
  return watch
}

/** Categories by id or complete name, e.g. "All / Saleable", each with everything below it. */
export async function categoryDomain(odoo: Odoo, chosen: readonly string[]): Promise<Domain> {
  if (chosen.length === 0) return []
  const isId = (text: string) => /^\d+$/.test(text)
  const named = chosen.filter((text) => !isId(text))
  const rows = await odoo.searchRead(
    'product.category',
    ['|', ['id', 'in', chosen.filter(isId).map(Number)], ['complete_name', 'in', named]],
    ['complete_name'],
  )
  const ids = chosen.map((text) => {
    const fitting = rows.filter((row) => (isId(text) ? row.id === Number(text) : row['complete_name'] === text))
    const [only, ...others] = fitting
    if (only !== undefined && others.length === 0) return only.id
    const problem = only === undefined ? `"${text}" does not exist` : `"${text}" exists ${fitting.length} times; give the id`
    throw new SyncError('WATCH_SCOPE_INVALID', { setting: 'categories', problem })
  })
  return [['categ_id', 'child_of', ids]]
}

function listOf(value: unknown, separator: string): string[] {
  return textSetting(value)
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
