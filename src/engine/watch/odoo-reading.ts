import { nextAfter } from '../../ports/odoo/next-after.ts'
import type { Domain, Odoo, OdooContext, OdooRow } from '../../ports/odoo/odoo.ts'

/**
 * Every row of a search, page by page in the order of ids: a page can neither repeat nor skip a row that is there all the
 * time, and no answer grows beyond `pageSize` rows (odoo-facts 5). Throws ODOO_*, ODOO_ANSWER_INVALID when a page comes twice.
 */
export async function* everyRow(
  odoo: Odoo,
  model: string,
  domain: Domain,
  fields: readonly string[],
  options: { readonly pageSize: number; readonly context?: OdooContext; readonly after?: number },
): AsyncGenerator<OdooRow[], void, undefined> {
  const context = options.context === undefined ? {} : { context: options.context }
  let last = options.after ?? 0
  for (;;) {
    const rows = await odoo.searchRead(model, [...domain, ['id', '>', last]], fields, { order: 'id', limit: options.pageSize, ...context })
    const next = nextAfter(
      last,
      rows.map((row) => row.id),
    )
    if (rows.length > 0) yield rows
    if (rows.length < options.pageSize) return
    last = next
  }
}

/** Most rows that one answer shall have. */
const longestAnswer = 10_000

/**
 * The rows of a model that belong to these products, in the order of ids. All rows of one product are read by one call, so by
 * one transaction of Odoo: what moves from one row to another cannot be seen half.
 */
export async function rowsOfProducts(
  odoo: Odoo,
  model: string,
  productIds: readonly number[],
  domain: Domain,
  fields: readonly string[],
): Promise<OdooRow[]> {
  if (productIds.length === 0) return []
  const asked: Domain = [['product_id', 'in', [...productIds]], ...domain]
  const single = productIds.length === 1
  const rows = await odoo.searchRead(model, asked, fields, single ? { order: 'id' } : { order: 'id', limit: longestAnswer + 1 })
  if (single || rows.length <= longestAnswer) return rows
  const half = Math.ceil(productIds.length / 2)
  const [some, others] = [productIds.slice(0, half), productIds.slice(half)]
  return [...(await rowsOfProducts(odoo, model, some, domain, fields)), ...(await rowsOfProducts(odoo, model, others, domain, fields))]
}

/**
 * The same server, reading in these companies only, each time said explicitly: rows of other companies are silently missing
 * otherwise, and a company that the user may not enter is refused by name (odoo-facts 6). Without companies, those of the
 * connection.
 */
export function inCompanies(odoo: Odoo, companyIds: readonly number[] | undefined): Odoo {
  if (companyIds === undefined || companyIds.length === 0) return odoo
  const own = { allowed_company_ids: [...companyIds] }
  return {
    identity: () => odoo.identity(),
    searchRead: (model, domain, fields, options = {}) =>
      odoo.searchRead(model, domain, fields, { ...options, context: { ...options.context, ...own } }),
    searchCount: (model, domain, context = {}) => odoo.searchCount(model, domain, { ...context, ...own }),
    readSums: (model, domain, by, sums, context = {}) => odoo.readSums(model, domain, by, sums, { ...context, ...own }),
    create: (model, values, context = {}) => odoo.create(model, values, { ...context, ...own }),
    write: (model, ids, values, context = {}) => odoo.write(model, ids, values, { ...context, ...own }),
    call: (model, method, ids, named = {}, context = {}) => odoo.call(model, method, ids, named, { ...context, ...own }),
    close: () => odoo.close(),
  }
}

/** Odoo tells times in UTC and whole seconds, cut off, as `YYYY-MM-DD HH:MM:SS` (odoo-facts 4). */
export function odooTime(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

/** Milliseconds since 1970 of a time as Odoo tells it; NaN when it is none. */
export function millisecondsOf(time: string): number {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(time) ? Date.parse(`${time.slice(0, 10)}T${time.slice(11, 19)}Z`) : Number.NaN
}
