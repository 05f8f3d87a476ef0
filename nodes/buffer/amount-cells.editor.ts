import { choice, textBox } from '../editor/choice.ts'
import { element } from '../editor/element.ts'
import { complaintAboutAmount, type BufferAmount, type BufferKind } from './rules.editor.ts'

const kinds: readonly BufferKind[] = ['none', 'fixed', 'percent', 'sales']

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
    String(amount.value),
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
