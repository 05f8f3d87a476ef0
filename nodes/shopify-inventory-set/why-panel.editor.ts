import { textBox, button, element } from '../editor/element.ts'
import { localTimes } from '../editor/local-times.ts'
import { clearNotice, showDeployedRefusal, showNotice } from '../editor/notice.ts'
import { readWhy, type ShownHold, type ShownWhy } from './delivery-state.editor.ts'

interface WhyPanel {
  readonly ask: (sku: string) => Promise<unknown>
  readonly endHold: (hold: ShownHold, note: string) => Promise<void>
  readonly say: (key: string, values?: Record<string, string | number>) => string
  readonly translate: Translate
}

/**
 * "Why is this number?" for a SKU, at every location, with the holds of each level and a button to end them. `again` asks once more for
 * what is shown, so that no reason stands there that has passed.
 */
export function whyPanel({ ask, endHold, say, translate }: WhyPanel): { readonly place: HTMLElement; readonly again: () => void } {
  const sku = textBox(say('why-sku'), '', () => undefined, { type: 'search' })
  const result = element('div', { class: 'odoo-shopify-result', 'aria-live': 'polite' })
  const list = element('div')
  let shown = ''
  sku.addEventListener('keydown', (pressed) => {
    if (pressed.key !== 'Enter') return
    pressed.preventDefault()
    void load()
  })
  const place = element(
    'div',
    {},
    element(
      'div',
      { class: 'odoo-shopify-buttons odoo-shopify-filter' },
      sku,
      button(say('why'), 'question-circle-o', () => void load()),
    ),
    result,
    list,
  )
  return { place, again: () => void (list.childElementCount > 0 && show(shown)) }

  async function load(): Promise<void> {
    shown = sku.value.trim()
    list.replaceChildren()
    if (shown === '') return sku.focus()
    showNotice(result, 'busy', say('asking'))
    await show(shown)
  }

  async function show(asked: string): Promise<void> {
    try {
      const levels = readWhy(await ask(asked))
      if (asked !== shown) return
      if (levels.length === 0) return showNotice(result, 'warning', say('why-unknown', { sku: asked }), say('why-unknown-cure'))
      clearNotice(result)
      list.replaceChildren(...levels.map(level))
    } catch (failure) {
      list.replaceChildren()
      showDeployedRefusal(result, failure, translate)
    }
  }

  function level({ location, target, reasons, holds }: ShownWhy): HTMLElement {
    const head = element('strong', {}, say('why-target', { location, target: target ?? '–' }))
    const sum = element('ul', { class: 'odoo-shopify-faint' }, ...reasons.map((reason) => element('li', {}, localTimes(reason))))
    return element('div', { class: 'odoo-shopify-result' }, head, sum, ...holds.map(hold))
  }

  /** An unnamed hold is a guess and ends with a reason; the hold of an order only for who types the name of that order too. */
  function hold(one: ShownHold): HTMLElement {
    const typing = element('div', { class: 'odoo-shopify-typing' })
    const text =
      one.order === null ? say('end-hold', { quantity: one.quantity }) : say('end-named', { quantity: one.quantity, order: one.order })
    return element(
      'div',
      {},
      button(text, 'unlock', () => askWhy(one, typing)),
      typing,
    )
  }

  function askWhy(one: ShownHold, typing: HTMLElement): void {
    const note = textBox(say('end-note'), '', () => undefined)
    const order = textBox(say('end-order'), '', () => undefined)
    const wrong = (): HTMLInputElement | null => {
      if (note.value.trim() === '') return note
      return one.order !== null && order.value.trim() !== one.order ? order : null
    }
    const confirm = button(say('end-confirm'), 'check', () => {
      for (const box of [note, order]) box.classList.toggle('input-error', box === wrong())
      const refused = wrong()
      if (refused !== null) return refused.focus()
      void endHold(one, note.value.trim())
    })
    typing.replaceChildren(note, ...(one.order === null ? [] : [order]), confirm)
    note.focus()
  }
}
