import { button, element } from './element.ts'
import { asList, asText, isPlainObject } from './plain.ts'

interface FileButtons {
  /** Of the saved file, without its ending. */
  readonly name: string
  readonly importText: string
  readonly exportText: Readonly<Record<FileFormat, string>>
  /** The content to be saved. */
  readonly content: (format: FileFormat) => Promise<string>
  readonly refused: (failure: unknown) => void
  /** A person has chosen a file; its name tells the format. */
  readonly chosen: (file: File, format: FileFormat) => void
}

/** Buttons to take a CSV or JSON file, and to save one of either kind. */
export function fileButtons({ name, importText, exportText, content, refused, chosen }: FileButtons): HTMLElement {
  const choose = element('input', { type: 'file', accept: '.csv,.json,text/csv,application/json', 'aria-label': importText })
  choose.hidden = true
  choose.addEventListener('change', () => {
    const [picked] = choose.files ?? []
    if (picked !== undefined) chosen(picked, picked.name.toLowerCase().endsWith('.json') ? 'json' : 'csv')
    choose.value = ''
  })
  return element(
    'div',
    { class: 'odoo-shopify-buttons' },
    button(importText, 'upload', () => choose.click()),
    ...(['csv', 'json'] as const).map((format) => button(exportText[format], 'download', () => save(format))),
    choose,
  )

  function save(format: FileFormat): void {
    content(format).then((file) => saveFile(name, format, file), refused)
  }
}

export type FileFormat = 'csv' | 'json'

/** Without it a spreadsheet takes a CSV file for one in an old character set, and spoils every name with an accent. */
const byteOrderMark = '\uFEFF'

/** Hands a text to the browser as a download; the name goes without its ending. */
export function saveFile(name: string, format: FileFormat, content: string): void {
  const [type, mark] = format === 'csv' ? ['text/csv', byteOrderMark] : ['application/json', '']
  const address = URL.createObjectURL(new Blob([mark + content], { type: `${type};charset=utf-8` }))
  element('a', { href: address, download: `${name}.${format}` }).click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** One thing that is wrong with a file; row 0 is no row or the file as a whole, no column the row as a whole. */
export interface ShownProblem {
  readonly row: number
  readonly column: string
  readonly problem: string
}

/** Reads the problems in an answer of a route that takes a file. */
export function readProblems(problems: unknown): ShownProblem[] {
  return asList(problems)
    .filter(isPlainObject)
    .map(({ row, column, problem }) => ({ row: Number(row), column: asText(column), problem: asText(problem) }))
}

/** A problem with its place, in words. */
export function problemText({ row, column, problem }: ShownProblem, translate: Translate): string {
  const place = row === 0 ? (column === '' ? 'file' : 'field') : column === '' ? 'row' : 'cell'
  return translate(`editor.file.problem-${place}`, { row, column, problem })
}

const atMost = 50

/** What is wrong with a file, one line each; of very many only the first, and how many more there are. */
export function problemList(problems: readonly string[], more: (count: number) => string): HTMLElement {
  const lines = problems.slice(0, atMost)
  if (problems.length > atMost) lines.push(more(problems.length - atMost))
  return element('ul', {}, ...lines.map((line) => element('li', {}, line)))
}
