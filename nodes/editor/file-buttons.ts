import { button, element } from './element.ts'
import { saveFile, type FileFormat } from './save-file.ts'

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
