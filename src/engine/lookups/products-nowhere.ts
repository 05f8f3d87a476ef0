import { namedProducts } from '../match/catalogues.ts'
import type { Odoo } from '../../ports/odoo/odoo.ts'
import { type BufferRules, ruleList } from '../../rules/buffer/buffer-rules.ts'

/** Products that rules name and no Odoo has: such rules do nothing, and most are a name that a spreadsheet has changed. */
export interface ProductsNowhere {
  readonly count: number
  /** The first of them: SKUs, and ids as `#12`. */
  readonly names: readonly string[]
}

const namesAtMost = 20

/** Looks the products of rules up in every given Odoo. Throws ODOO_*. */
export async function productsNowhere(odoos: readonly Odoo[], rules: BufferRules): Promise<ProductsNowhere> {
  const named = ruleList(rules).filter(({ sku, productId }) => sku !== undefined || productId !== undefined)
  const skus = new Set(named.flatMap(({ sku, productId }) => (productId === undefined && sku !== undefined ? [sku] : [])))
  const ids = new Set(named.flatMap(({ productId }) => productId ?? []))
  for (const odoo of odoos) {
    for (const product of await namedProducts(odoo, { skus, ids })) {
      skus.delete(product.sku)
      ids.delete(product.id)
    }
  }
  const names = [...skus, ...[...ids].map((id) => `#${id}`)]
  return { count: names.length, names: names.slice(0, namesAtMost) }
}
