import { validationError } from '../error/python-error.ts'
import type { Env } from '../orm/env.ts'
import { nameOf } from '../orm/read.ts'
import { flag, type Row, text } from '../record/value.ts'

/**
 * Refuses a barcode that another active product has. It is not asked again when an archived product comes back, so two
 * active products can end up with one barcode (odoo-facts 14). A default_code is never checked.
 */
export function checkBarcode(env: Env, row: Row): void {
  const barcode = text(row, 'barcode')
  if (barcode === '' || !flag(row, 'active')) return
  const holders = env.tx.by('product.product', 'barcode', barcode).filter((other) => flag(other, 'active'))
  if (holders.length < 2) return
  const names = holders.map((holder) => nameOf(env, 'product.product', holder.id))
  const listed = env.version === 19 ? names.join(' and ') : names.toReversed().join(env.version === 17 ? ', ' : ' and ')
  throw validationError(
    `Barcode(s) already assigned:\n\n- Barcode "${barcode}" already assigned to product(s): ${listed}\n\n` +
      "Note: products that you don't have access to will not be shown above.",
  )
}
