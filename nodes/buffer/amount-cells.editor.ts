import type { KeptAmount } from '../../src/rules/buffer/file/kept-rules.ts'
import { kinds } from '../../src/rules/buffer/file/rule-kind.ts'
import { choice, textBox } from '../editor/choice.ts'
import { element } from '../editor/element.ts'
import { complaintAboutAmount } from './rules.editor.ts'

/** The two controls of an amount: of what kind, and how much. */
export function amountCells(
  first: KeptAmount,
  translate: Translate,
  changed: (amount: KeptAmount) => void,
): { kind: HTMLSelectElement; value: HTMLElement; valueBox: HTMLInputElement } {
  let amount: KeptAmount = { kind: first.kind, value: first.value }
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

  function set(part: Partial<KeptAmount>): void {
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
