import { element, icon } from '../editor/element.ts'

let made = 0

/** A labelled row of a form; the label is tied to the control, or names the group when there are several. */
export function formRow(iconName: string, label: string, control: HTMLElement, hint = ''): HTMLElement {
  const id = `location-map-field-${++made}`
  const tag = element('label', {}, icon(iconName), ` ${label}`)
  if (control instanceof HTMLDivElement) {
    control.classList.add('odoo-shopify-beside')
    control.setAttribute('role', 'group')
    control.setAttribute('aria-label', label)
  } else {
    control.id = id
    tag.htmlFor = id
  }
  const row = element('div', { class: 'form-row' }, tag, ' ', control)
  if (hint !== '') row.append(element('div', { class: 'odoo-shopify-under' }, hint))
  return row
}
