import { button, element } from './element.ts'

/** How the rows of a long table are found, and what is said about it. */
export interface RowSearch<Row> {
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
export function foundRows<Row>({ rows, search, draw }: FoundRows<Row>) {
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
