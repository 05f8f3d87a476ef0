import { button, element, iconButton } from './element.ts'
import { foundRows, type RowSearch } from './found-rows.ts'

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
  /** For a table that may have thousands of rows: how they are found. Without it every row is drawn. */
  readonly search?: RowSearch<Row>
  readonly changed: (rows: readonly Row[]) => void
}

interface Slot<Row> {
  value: Row
}

/** A table that grows by a button and shrinks by one in each row; all of it is reachable by keyboard. Rows that are not drawn are kept. */
export function rowTable<Row>({ place, rows, columns, cells, blank, empty, addText, removeText, search, changed }: RowTable<Row>): void {
  const kept: Slot<Row>[] = rows.map((value) => ({ value }))
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
    found?.added(slot)
    tell()
    focusFirst(line)
  })
  const found = search === undefined ? undefined : foundRows({ rows: kept, search, draw })
  if (found === undefined) draw(kept, 'anew')
  place.replaceChildren(...(found === undefined ? [table, none, add] : [found.above, table, none, found.below, add]))
  showWhatThereIs()

  /** Draws rows instead of those that are there, or below them; of the latter the first gets the focus. */
  function draw(slots: readonly Slot<Row>[], how: 'anew' | 'below'): void {
    const lines = slots.map(drawn)
    if (how === 'anew') return body.replaceChildren(...lines)
    body.append(...lines)
    if (lines[0] !== undefined) focusFirst(lines[0])
  }

  function drawn(slot: Slot<Row>): HTMLTableRowElement {
    const line = element('tr')
    const made = cells(slot.value, (next) => {
      slot.value = next
      tell()
    })
    made.forEach((cell, index) => line.append(element('td', { class: columns[index]?.class }, cell)))
    const drop = iconButton(removeText, 'trash-o', () => {
      kept.splice(kept.indexOf(slot), 1)
      line.remove()
      found?.removed(slot)
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

function focusFirst(line: HTMLElement): void {
  const first = line.querySelector('input, select')
  if (first instanceof HTMLElement) first.focus()
}
