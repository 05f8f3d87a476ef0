import { type BufferAmount, keepBack, kinds } from '../../src/rules/buffer/amounts.ts'
import type { RuleProduct } from '../../src/rules/buffer/buffer-rules.ts'
import { choice, textBox, element } from '../editor/element.ts'
import { complaintAboutAmount } from './shown-rules.editor.ts'

/** The two controls of an amount: of what kind, and how much. */
export function amountCells(
  first: BufferAmount,
  translate: Translate,
  changed: (amount: BufferAmount) => void,
): { kind: HTMLSelectElement; value: HTMLElement; valueBox: HTMLInputElement } {
  let amount: BufferAmount = { kind: first.kind, value: first.value }
  const unit = element('span', { class: 'odoo-shopify-unit' })
  const valueBox = textBox(
    translate('buffer.value'),
    Number.isNaN(amount.value) ? '' : String(amount.value),
    (typed) => set({ value: typed.trim() === '' ? Number.NaN : Number(typed) }),
    { inputmode: 'decimal', class: 'odoo-shopify-amount' },
  )
  const kind = choice(
    translate('buffer.kind'),
    kinds.map((value) => ({ value, text: translate(`buffer.kind-${value}`) })),
    amount.kind,
    (chosen) => set({ kind: chosen }),
  )
  const value = element('span', { class: 'odoo-shopify-amount-cell' }, valueBox, unit)
  show()
  return { kind, value, valueBox }

  function set(part: Partial<BufferAmount>): void {
    amount = { ...amount, ...part }
    show()
    changed(amount)
  }

  function show(): void {
    value.hidden = amount.kind === 'none'
    unit.textContent = amount.kind === 'percent' ? '%' : translate(amount.kind === 'sales' ? 'buffer.days' : 'buffer.units')
    valueBox.classList.toggle('input-error', complaintAboutAmount(amount) !== null)
  }
}

interface SkuCell {
  readonly start: RuleProduct
  readonly translate: Translate
  readonly changed: (product: RuleProduct) => void
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

/**
 * What is sold of a free quantity under one amount, by the rule that the running node uses; null when any of it makes no sense.
 * `perDay` is what days of sales go by.
 */
export function sells(free: number, amount: BufferAmount, perDay: number): number | null {
  if (!Number.isFinite(free) || (amount.kind !== 'none' && !(amount.value >= 0))) return null
  if (amount.kind === 'sales' && !(perDay >= 0)) return null
  return keepBack(free, amount, perDay).quantity
}
