import { button, element, iconButton } from './element.ts'

interface RowTable<Row> {
  readonly place: HTMLElement
  readonly rows: readonly Row[]
  readonly columns: readonly { readonly title: string; readonly class?: string }[]
  /** The cells of a row; `changed` keeps the row as it is now. */
  readonly cells: (row: Row, changed: (next: Row) => void) => readonly Node[]
  readonly blank: () => Row
  readonly empty: string
  readonly addText: string
  readonly removeText: string
  readonly changed: (rows: readonly Row[]) => void
}

/** A table that grows by a button and shrinks by one in each row; all of it is reachable by keyboard. */
export function rowTable<Row>({ place, rows, columns, cells, blank, empty, addText, removeText, changed }: RowTable<Row>): void {
  const kept: { value: Row }[] = rows.map((value) => ({ value }))
  const body = element('tbody')
  const head = element(
    'tr',
    {},
    ...columns.map(({ title, class: name }) => element('th', { scope: 'col', class: name }, title)),
    element('th', {}),
  )
  const table = element('table', { class: 'odoo-shopify-table' }, element('thead', {}, head), body)
  const none = element('p', { class: 'odoo-shopify-hint' }, empty)
  const add = button(addText, 'plus', () => {
    const slot = { value: blank() }
    kept.push(slot)
    const line = drawn(slot)
    body.append(line)
    tell()
    const first = line.querySelector('input, select')
    if (first instanceof HTMLElement) first.focus()
  })
  for (const slot of kept) body.append(drawn(slot))
  place.replaceChildren(table, none, add)
  showWhatThereIs()

  function drawn(slot: { value: Row }): HTMLTableRowElement {
    const line = element('tr')
    const made = cells(slot.value, (next) => {
      slot.value = next
      tell()
    })
    made.forEach((cell, index) => line.append(element('td', { class: columns[index]?.class }, cell)))
    const drop = iconButton(removeText, 'trash-o', () => {
      kept.splice(kept.indexOf(slot), 1)
      line.remove()
      tell()
      add.focus()
    })
    line.append(element('td', { class: 'odoo-shopify-narrow' }, drop))
    return line
  }

  function tell(): void {
    showWhatThereIs()
    changed(kept.map((slot) => slot.value))
  }

  function showWhatThereIs(): void {
    table.hidden = kept.length === 0
    none.hidden = kept.length > 0
  }
}
