/**
 * A line of the report: the places of its values. `difference` is shown minus wanted.
 * @typedef {[sku: string, product: string, location: string, outcome: string, shown: number | null, wanted: number,
 *   difference: number | null, cause: string | null, evidence: string, state: string, replaced: number | null,
 *   written: number | null, note: string | null, text: string, why: string[], at: string, holds: (HoldOnPage | null)[]]} PageLine
 */

/**
 * What the page is told beside the lines.
 * @typedef {Readonly<Record<string, string>>} Words
 * `endHoldAt`: where holds are ended, or null where the page only shows.
 * @typedef {{ language: string, endHoldAt: string | null, words: Words, outcomes: Words, causes: Words, states: Words,
 *   severity: readonly string[],
 *   counts: { outcomes: Readonly<Record<string, number>>, causes: Readonly<Record<string, number>> } }} PageData
 */

/** Rows in one page of the table, and on paper at most. */
const rowsOnScreen = 100
const rowsOnPaper = 2000

/** An element with a class and a text. */
const made = (/** @type {string} */ tag, /** @type {string} */ name = '', /** @type {string} */ text = '') => {
  const element = document.createElement(tag)
  if (name !== '') element.className = name
  element.textContent = text
  return element
}

/** @template {HTMLElement} E @param {string} id @param {new () => E} kind @returns {E} */
function part(id, kind) {
  const element = document.getElementById(id)
  if (!(element instanceof kind)) throw new Error(`the page has no ${id}`)
  return element
}

/**
 * The table of the lines: filtered, sorted, one page at a time.
 * @param {readonly PageLine[]} lines @param {PageData} data
 */
function startTable(lines, { language, endHoldAt, words, outcomes, causes, states, severity }) {
  const number = new Intl.NumberFormat(language)
  const signed = new Intl.NumberFormat(language, { signDisplay: 'exceptZero' })
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })
  const order = new Intl.Collator(language, { numeric: true }).compare
  const body = part('rows', HTMLElement)
  const search = part('search', HTMLInputElement)
  /** What is sorted by each column. At first the most urgent findings come first, and of these the largest differences. */
  const keys = [0, 2, 3, 4, 5, 6, 7, 9]
  /** @type {readonly { select: HTMLSelectElement, place: number }[]} */
  const filters = [
    { id: 'outcome', place: 3, named: outcomes },
    { id: 'location', place: 2, named: {} },
    { id: 'cause', place: 7, named: causes },
    { id: 'state', place: 9, named: states },
  ].map(({ id, place, named }) => ({ select: filled(id, place, named), place }))
  let sorted = { column: 2, down: false }
  let page = 0
  /** @type {readonly PageLine[]} */
  let fitting = []

  /** @param {string} id @param {number} place @param {Words} named */
  function filled(id, place, named) {
    const select = part(`filter-${id}`, HTMLSelectElement)
    select.append(new Option(words[`any-${id}`] ?? '', ''))
    const found = [...new Set(lines.map((line) => String(line[place] ?? '-')))]
    const label = (/** @type {string} */ value) => (value === '-' ? (words['no-cause'] ?? '') : (named[value] ?? value))
    for (const value of found.toSorted((a, b) => order(label(a), label(b)))) select.append(new Option(label(value), value))
    return select
  }

  function choose() {
    const asked = search.value.trim().toLocaleLowerCase(language)
    const wanted = filters.filter(({ select }) => select.value !== '')
    const place = keys[sorted.column] ?? 0
    fitting = lines
      .filter(
        (line) =>
          wanted.every(({ select, place: at }) => String(line[at] ?? '-') === select.value) &&
          (asked === '' || `${line[0]}\n${line[1]}\n${line[2]}`.toLocaleLowerCase(language).includes(asked)),
      )
      .toSorted((one, other) => (sorted.down ? -1 : 1) * byColumn(one, other, place) || compared(other[6], one[6], true))
    page = 0
    show(rowsOnScreen)
  }

  /** @param {PageLine} one @param {PageLine} other @param {number} place */
  function byColumn(one, other, place) {
    if (place === 3) return severity.indexOf(one[3]) - severity.indexOf(other[3])
    return compared(one[place], other[place], sorted.column === 5)
  }

  /** @param {PageLine[number] | undefined} one @param {PageLine[number] | undefined} other @param {boolean} size */
  function compared(one, other, size) {
    if (typeof one === 'number' || typeof other === 'number') {
      const [a, b] = [one, other].map((value) => (typeof value === 'number' ? (size ? Math.abs(value) : value) : -Infinity))
      return a === b ? 0 : (a ?? 0) < (b ?? 0) ? -1 : 1
    }
    return order(String(one ?? ''), String(other ?? ''))
  }

  /** @param {number} size */
  function show(size) {
    const pages = Math.max(1, Math.ceil(fitting.length / rowsOnScreen))
    const rows = fitting.slice(page * rowsOnScreen, page * rowsOnScreen + size)
    body.replaceChildren(...rows.flatMap(rowsOf))
    if (rows.length === 0) body.append(notice(words['nothing-fits'] ?? ''))
    part('count', HTMLElement).textContent = say(words['rows'], fitting.length, lines.length)
    part('page', HTMLElement).textContent = say(words['page'], page + 1, pages)
    part('printed', HTMLElement).textContent = say(words['printed'], Math.min(size, fitting.length), fitting.length)
    part('before', HTMLButtonElement).disabled = page === 0
    part('after', HTMLButtonElement).disabled = page + 1 >= pages
    part('pages', HTMLElement).hidden = pages === 1
  }

  /** @param {string | undefined} sentence @param {number} one @param {number} other */
  function say(sentence, one, other) {
    return (sentence ?? '').replace('{one}', number.format(one)).replace('{other}', number.format(other))
  }

  /** @param {string} text */
  function notice(text) {
    const row = made('tr')
    const cell = document.createElement('td')
    cell.colSpan = keys.length
    cell.className = 'empty'
    cell.textContent = text
    row.append(cell)
    return row
  }

  /** A row, and below it what speaks for the cause and why the number is what it should be. @param {PageLine} line */
  function rowsOf([
    sku,
    product,
    location,
    outcome,
    shown,
    wanted,
    difference,
    cause,
    evidence,
    state,
    replaced,
    written,
    note,
    text,
    why,
    at,
    holds,
  ]) {
    const row = made('tr', 'line')
    const name = made('td', 'name')
    name.append(made('b', '', sku === '' ? product : sku), made('span', '', sku === '' ? '' : product))
    const finding = made('td')
    finding.append(made('span', `badge ${outcome}`, outcomes[outcome] ?? outcome))
    const reason = made('td', 'reason')
    reason.append(made('b', '', cause === null ? '–' : (causes[cause] ?? cause)), made('span', '', evidence))
    const now = made('td', 'reason')
    now.append(made('b', '', states[state] ?? state))
    if (written !== null) now.append(made('span', '', say(words['replaced'], replaced ?? 0, written)))
    else if (note !== null && note !== '') now.append(made('span', '', note))
    const numbers = [shown, wanted].map((value) => made('td', 'number', value === null ? '–' : number.format(value)))
    const off = made('td', 'number strong', difference === null ? '–' : signed.format(difference))
    const details = document.createElement('details')
    details.append(made('summary', '', words['details'] ?? ''), made('p', '', text))
    details.append(made('p', '', `${words['compared-at'] ?? ''}: ${time.format(new Date(at))} UTC`))
    if (why.length > 0) {
      const list = made('ol')
      list.append(...why.map((step, place) => withHold(made('li', '', step), holds[place] ?? null, { endHoldAt, words })))
      details.append(made('p', 'label', words['why'] ?? ''), list)
    }
    name.append(details)
    row.append(name, made('td', '', location), finding, ...numbers, off, reason, now)
    // On a narrow screen a line is no row of a table any more: each number says itself what it is.
    heads.forEach((head, place) => row.children[place]?.setAttribute('data-label', head.textContent ?? ''))
    return [row]
  }

  for (const { select } of filters) select.addEventListener('change', choose)
  search.addEventListener('input', choose)
  part('filters', HTMLElement).addEventListener('submit', (event) => event.preventDefault())
  for (const [id, step] of /** @type {const} */ ([
    ['before', -1],
    ['after', 1],
  ]))
    part(id, HTMLButtonElement).addEventListener('click', () => {
      page += step
      show(rowsOnScreen)
      part('lines', HTMLElement).scrollIntoView()
    })
  const heads = [...document.querySelectorAll('th')]
  const mark = () => heads.forEach((head, at) => head.setAttribute('aria-sort', sortName(at)))
  const sortName = (/** @type {number} */ at) => (at !== sorted.column ? 'none' : sorted.down ? 'descending' : 'ascending')
  heads.forEach((head, column) =>
    head.querySelector('button')?.addEventListener('click', () => {
      sorted = { column, down: sorted.column === column ? !sorted.down : column >= 3 && column <= 5 }
      mark()
      choose()
    }),
  )
  addEventListener('beforeprint', () => show(rowsOnPaper))
  addEventListener('afterprint', () => show(rowsOnScreen))
  mark()
  choose()
}
