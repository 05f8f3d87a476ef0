import { choice, button, element, iconButton } from '../editor/element.ts'
import type { ShownReport, ShownTrouble } from './link-answers.editor.ts'

interface TroubleList {
  readonly say: (key: string, values?: Record<string, string | number>) => string
  /** Takes a variant over into the form for a link by hand. */
  readonly link: (trouble: ShownTrouble) => void
}

const pageSize = 20

/** What is to be mended before everything is linked, by reason, a page at a time. */
export function troubleList({ say, link }: TroubleList): {
  readonly place: HTMLElement
  show(troubles: readonly ShownTrouble[], reasons: ShownReport['reasons']): void
} {
  const place = element('div')
  let all: readonly ShownTrouble[] = []
  let counts: ShownReport['reasons'] = []
  let reason = ''
  let shown = pageSize
  return {
    place,
    show(troubles, reasons) {
      all = troubles
      counts = reasons
      if (!troubles.some(({ code }) => code === reason)) reason = ''
      shown = pageSize
      draw()
    },
  }

  function draw(): void {
    if (all.length === 0) return place.replaceChildren(element('p', { class: 'odoo-shopify-hint' }, say('nothing-to-mend')))
    const fits = all.filter(({ code }) => reason === '' || code === reason)
    const table = element(
      'table',
      { class: 'odoo-shopify-table odoo-shopify-troubles', 'aria-label': say('to-mend') },
      element('tbody', {}, ...fits.slice(0, shown).map(row)),
    )
    place.replaceChildren(
      element('div', { class: 'odoo-shopify-buttons odoo-shopify-filter' }, reasonBox()),
      table,
      ...(fits.length > shown ? [button(say('more', { count: fits.length - shown }), 'chevron-down', more)] : []),
      ...(isCut(fits.length) ? [element('p', { class: 'odoo-shopify-hint' }, say('cut', { count: all.length }))] : []),
    )
  }

  function more(): void {
    shown += pageSize
    draw()
  }

  /** The report keeps some hundreds; how many there are is counted. */
  function isCut(fitting: number): boolean {
    const counted = counts.filter(({ code }) => reason === '' || code === reason).reduce((sum, { count }) => sum + count, 0)
    return counted > fitting
  }

  function reasonBox(): HTMLSelectElement {
    const codes = [...new Set([...counts.map(({ code }) => code), ...all.map(({ code }) => code)])]
    const options = codes.map((code) => {
      const count = counts.find((one) => one.code === code)?.count ?? all.filter((one) => one.code === code).length
      return { value: code, text: `${say(`reason.${code}`)} (${count})` }
    })
    return choice(say('reason-label'), [{ value: '', text: say('reason-any') }, ...options], reason, (chosen) => {
      reason = chosen
      shown = pageSize
      draw()
    })
  }

  function row(trouble: ShownTrouble): HTMLElement {
    const words = element('td', {}, element('div', {}, trouble.text), element('div', { class: 'odoo-shopify-faint' }, trouble.cure))
    const named = trouble.inventoryItemId !== '' && trouble.code !== 'ITEM_IS_BUNDLE' && trouble.code !== 'ITEM_NOT_STOCKED'
    const press = iconButton(say('link-this', { sku: trouble.sku || trouble.inventoryItemId }), 'link', () => link(trouble))
    return element('tr', {}, words, element('td', { class: 'odoo-shopify-narrow' }, ...(named ? [press] : [])))
  }
}
