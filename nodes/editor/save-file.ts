import { element } from './element.ts'

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
