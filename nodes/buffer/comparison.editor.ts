import type { BufferDifference } from '../../src/rules/buffer/file/compare-buffers.ts'
import type { KeptAmount } from '../../src/rules/buffer/file/kept-rules.ts'
import { element } from '../editor/element.ts'
import { shortLocationId } from '../editor/shopify-location.ts'
import { writtenNumber } from '../editor/written-number.ts'
import type { BufferImport } from './import-answer.editor.ts'
import { inOdoo } from './sku-cell.editor.ts'

/** What differs between the rules in the dialog and those in a file, rule by rule; of very many only the first, and how many more there are. */
export function comparison({ differences, counts, nowhere }: BufferImport, translate: Translate): HTMLElement {
  const say = (key: string, values?: Record<string, string | number>): string => translate(`buffer.file.${key}`, values)
  const titles = ['subject', 'change', 'now', 'then'].map((key) => element('th', { scope: 'col' }, say(key)))
  const table = element('table', { class: 'odoo-shopify-table', 'aria-label': say('comparison') })
  table.append(element('thead', {}, element('tr', {}, ...titles)), element('tbody', {}, ...differences.map(line)))
  const left = counts.added + counts.removed + counts.changed - differences.length
  const more = left > 0 ? [element('p', { class: 'odoo-shopify-hint' }, translate('editor.file.more', { count: writtenNumber(left) }))] : []
  return element('div', { class: 'odoo-shopify-comparison' }, ...warning(), table, ...more)

  function warning(): HTMLElement[] {
    if (nowhere === undefined) return []
    if (nowhere === 'unknown') return [element('p', {}, say('not-asked'))]
    const names = nowhere.names.join(', ') + (nowhere.count > nowhere.names.length ? ', …' : '')
    return [element('p', {}, say('nowhere', { count: writtenNumber(nowhere.count), names }))]
  }

  function line(difference: BufferDifference): HTMLElement {
    const cells = [say(difference.change), amount(difference.from), amount(difference.to)]
    return element('tr', {}, element('th', { scope: 'row' }, subject(difference)), ...cells.map((text) => element('td', {}, text)))
  }

  function subject({ sku, productId, locationId, location }: BufferDifference): string {
    const parts = [
      ...(sku === undefined ? [] : [sku]),
      ...(productId === undefined ? [] : [inOdoo(productId, translate)]),
      ...(locationId === undefined ? [] : [location || shortLocationId(locationId)]),
    ]
    return parts.length === 0 ? translate('buffer.everywhere') : parts.join(' · ')
  }

  function amount(kept: KeptAmount | undefined): string {
    if (kept === undefined) return ''
    return say(`amount-${kept.kind}`, { value: writtenNumber(kept.value) })
  }
}
