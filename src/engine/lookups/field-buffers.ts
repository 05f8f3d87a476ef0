import { SyncError } from '../../base/error/sync-error.ts'
import type { Odoo } from '../../ports/odoo/odoo.ts'
import { sentence } from '../../base/text/say.ts'
import type { FieldBuffers } from '../../rules/buffer/find-buffer.ts'

/** Products in one search. */
const productsAtOnce = 500
const fieldName = /^[a-z_][a-z0-9_]*$/

/** Refuses what cannot be the name of a field. Throws BUFFER_RULE_INVALID. */
export function checkFieldName(field: string): void {
  if (fieldName.test(field)) return
  throw new SyncError('BUFFER_RULE_INVALID', { field: 'field', problem: sentence('finding.field.pattern', { pattern: 'x_buffer' }) })
}

/** Reads the field of these products, archived ones too. Throws ODOO_*, and BUFFER_RULE_INVALID when it holds no numbers. */
export async function fieldBuffers(odoo: Pick<Odoo, 'searchRead'>, field: string, productIds: Iterable<number>): Promise<FieldBuffers> {
  const ids = [...new Set(productIds)].toSorted((one, other) => one - other)
  const found = new Map<number, number>()
  for (let start = 0; start < ids.length; start += productsAtOnce) {
    const domain = [['id', 'in', ids.slice(start, start + productsAtOnce)]] as const
    for (const row of await odoo.searchRead('product.product', domain, [field], { context: { active_test: false } })) {
      const units = row[field]
      if (units === false) continue
      if (typeof units !== 'number' || !Number.isFinite(units))
        throw new SyncError('BUFFER_RULE_INVALID', { field, problem: sentence('finding.field.type', { type: 'number' }) })
      if (units > 0) found.set(row.id, units)
    }
  }
  return found
}
