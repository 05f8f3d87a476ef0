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

/** How the rows of a long table are found, and what is said about it. */
interface RowSearch<Row> {
  readonly label: string
  /** What a row is found by. */
  readonly text: (row: Row) => string
  /** How many of the rows that fit are drawn. */
  readonly shown: (shown: number, count: number) => string
  readonly noHit: string
  readonly more: string
}

interface Kept<Row> {
  value: Row
}

interface FoundRows<Row> {
  /** Every row of the table; rows come and go outside. */
  readonly rows: readonly Kept<Row>[]
  readonly search: RowSearch<Row>
  /** Draws rows instead of those that are there, or below them. */
  readonly draw: (rows: readonly Kept<Row>[], how: 'anew' | 'below') => void
}

/** Rows that are drawn at once; a table that has no more looks as one without a search. */
const atOnce = 100

/** Draws only the first rows of a long table, with a box to find others above it and a button for more below it. */
function foundRows<Row>({ rows, search, draw }: FoundRows<Row>) {
  const drawn = new Set<Kept<Row>>()
  const box = element('input', { type: 'search', 'aria-label': search.label, placeholder: search.label, spellcheck: 'false' })
  const told = element('span', { class: 'odoo-shopify-faint', role: 'status' })
  const more = button(search.more, 'angle-down', () => next('below'))
  const above = element('div', { class: 'odoo-shopify-buttons odoo-shopify-filter' }, box)
  const below = element('div', { class: 'odoo-shopify-buttons odoo-shopify-filter' }, more, told)
  box.addEventListener('input', () => next('anew'))
  next('anew')
  return {
    above,
    below,
    added(row: Kept<Row>) {
      drawn.add(row)
      tell()
    },
    removed(row: Kept<Row>) {
      drawn.delete(row)
      tell()
    },
  }

  function next(how: 'anew' | 'below'): void {
    if (how === 'anew') drawn.clear()
    const some = hidden().slice(0, atOnce)
    for (const row of some) drawn.add(row)
    draw(some, how)
    tell()
  }

  /** Rows that fit what is looked for and are not drawn. */
  function hidden(): Kept<Row>[] {
    const wanted = box.value.trim().toLowerCase()
    return rows.filter((row) => !drawn.has(row) && (wanted === '' || search.text(row.value).toLowerCase().includes(wanted)))
  }

  function tell(): void {
    const left = hidden().length
    const long = rows.length > atOnce || left > 0 || box.value !== ''
    above.hidden = !long
    below.hidden = !long
    more.hidden = left === 0
    told.textContent = drawn.size + left === 0 ? search.noHit : search.shown(drawn.size, drawn.size + left)
  }
}
