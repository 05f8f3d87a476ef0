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
