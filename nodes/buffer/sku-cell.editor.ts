import type { KeptProduct } from '../../src/rules/buffer/file/kept-rules.ts'
import { textBox } from '../editor/choice.ts'

interface SkuCell {
  readonly start: KeptProduct
  readonly translate: Translate
  readonly changed: (product: KeptProduct) => void
}

/** The SKU of a rule. One that names its product by an id of Odoo says so; when another SKU is typed, the rule is for that. */
export function skuCell({ start, translate, changed }: SkuCell): HTMLInputElement {
  const { sku = '', productId } = start
  const label = translate('buffer.column-sku')
  const told = productId === undefined ? {} : { title: inOdoo(productId, translate), placeholder: inOdoo(productId, translate) }
  return textBox(
    label,
    sku,
    (typed) => {
      const now = typed.trim()
      if (now !== sku) changed({ sku: now })
      else changed({ ...(sku === '' ? {} : { sku }), ...(productId === undefined ? {} : { productId }) })
    },
    { spellcheck: 'false', ...told },
  )
}

/** What a product is called that is named by its id in Odoo. */
export function inOdoo(productId: number, translate: Translate): string {
  return translate('buffer.odoo-product', { id: productId })
}
