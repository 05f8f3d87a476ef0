import { adminDownload, adminPost, AdminRefusal } from '../editor/admin-request.ts'
import { button, element } from '../editor/element.ts'
import { fileButtons, type FileFormat, problemList } from '../editor/files.ts'
import { showDeployedRefusal, showNotice } from '../editor/notice.ts'
import { overrulable, readImportAnswer, type ImportAnswer } from './link-answers.editor.ts'

interface LinkFile {
  readonly path: (end: string) => string
  readonly translate: Translate
  readonly changed: () => void
}

interface ChosenFile {
  readonly format: FileFormat
  readonly file: string
}

/** How far an import may go: `partial` leaves out wrong rows, `override` ends links that stand against one. */
interface Leave {
  readonly partial?: boolean
  readonly override?: boolean
}

/** All links as a file, and links from one: nothing is changed while a row is wrong, unless a person says so. */
export function linkFile({ path, translate, changed }: LinkFile): HTMLElement {
  const say = (key: string, values?: Record<string, string | number>): string => translate(`product-link.${key}`, values)
  const result = element('div', { class: 'odoo-shopify-result' })
  const buttons = fileButtons({
    name: 'links',
    importText: say('import'),
    exportText: { csv: say('export-csv'), json: say('export-json') },
    content: (format) => adminDownload(path(`export?format=${format}`)),
    refused: (failure) => showDeployedRefusal(result, failure, translate),
    chosen: (picked, format) => void picked.text().then((file) => take({ format, file })),
  })
  return element('div', {}, element('p', { class: 'odoo-shopify-hint' }, say('files-hint')), buttons, result)

  async function take(chosen: ChosenFile, leave: Leave = {}): Promise<void> {
    showNotice(result, 'busy', say('importing'))
    try {
      const answer = readImportAnswer(await adminPost(path('import'), { ...chosen, ...leave }))
      told(answer, chosen, leave)
      result.scrollIntoView({ block: 'nearest' })
      if (answer.linked > 0) changed()
    } catch (failure) {
      const tooLarge = failure instanceof AdminRefusal && failure.status === 413
      if (tooLarge) showNotice(result, 'problem', say('too-large'), say('too-large-cure'))
      else showDeployedRefusal(result, failure, translate)
    }
  }

  function told(answer: ImportAnswer, chosen: ChosenFile, leave: Leave): void {
    const { rows, linked, unchanged, problems } = answer
    const counts = { rows, linked, unchanged, problems: problems.length }
    if (problems.length === 0) return showNotice(result, 'ok', say('imported', counts))
    const lines = problems.map((one) => say('import-problem', { ...one }))
    const rest = element(
      'div',
      {},
      problemList(lines, (count) => say('import-more', { count })),
    )
    const ways: HTMLElement[] = []
    if (leave.override !== true && problems.some(({ code }) => overrulable.has(code)))
      ways.push(button(say('import-override'), 'gavel', () => void take(chosen, { ...leave, override: true })))
    if (leave.partial !== true && rows > new Set(problems.map(({ row }) => row)).size)
      ways.push(button(say('import-partial'), 'upload', () => void take(chosen, { ...leave, partial: true })))
    if (ways.length > 0) rest.append(element('div', { class: 'odoo-shopify-buttons odoo-shopify-after' }, ...ways))
    const nothing = linked === 0 && unchanged === 0
    showNotice(result, 'warning', say(nothing ? 'import-refused' : 'imported-partly', counts), say('import-cure'), rest)
  }
}
