import type { Odoo } from '../../ports/odoo/odoo.ts'

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
