import { mapFileAtMost } from '../../src/map/map-file-limit.ts'
import { adminDownload, adminPost, AdminRefusal } from '../editor/admin-request.ts'
import { button, element } from '../editor/element.ts'
import { fileButtons } from '../editor/file-buttons.ts'
import type { FileFormat } from '../editor/save-file.ts'
import { clearNotice, showNotice, showRefusal } from '../editor/notice.ts'
import { problemList } from '../editor/problem-list.ts'
import { comparison } from './comparison.editor.ts'
import type { EditedRow, Entry } from './entry.editor.ts'
import { readImportAnswer, type ImportAnswer, type ShownProblem } from './import-answer.editor.ts'

interface MapFile {
  readonly place: HTMLElement
  readonly entries: () => readonly Entry[]
  readonly translate: Translate
  /** Replaces every row of the dialog. */
  readonly taken: (rows: readonly EditedRow[]) => void
}

/** The map of the dialog as a file, and a map from one: first shown is what it would change, and only then it can be taken. */
export function mapFile({ place, entries, translate, taken }: MapFile): { changed: () => void } {
  const say = (key: string, values?: Record<string, string | number>): string => translate(`location-map.${key}`, values)
  const result = element('div', { class: 'odoo-shopify-result' })
  /** Counts what was asked, so that an answer about a map that has changed since is not shown; `open` while one is awaited or shown. */
  let asked = 0
  let open = false
  const buttons = fileButtons({
    name: 'location-map',
    importText: say('file.import'),
    exportText: { csv: say('file.export-csv'), json: say('file.export-json') },
    content: (format) => adminDownload('odoo-shopify/location-map/export', { format, rows: rowsNow() }),
    refused: (failure) => showRefusal(result, failure, translate),
    chosen: (picked, format) => void compare(picked, format),
  })
  place.replaceChildren(element('p', { class: 'odoo-shopify-hint' }, say('file.hint')), buttons, result)
  return {
    changed() {
      if (!open) return
      close()
      showNotice(result, 'warning', say('file.outdated'), say('file.outdated-cure'))
    },
  }

  function close(): void {
    asked++
    open = false
    clearNotice(result)
  }

  function rowsNow(): EditedRow[] {
    return entries().flatMap(({ row }) => (row === null ? [] : [row]))
  }

  async function compare(picked: File, format: FileFormat): Promise<void> {
    close()
    const mine = asked
    open = true
    showNotice(result, 'busy', say('file.reading'))
    try {
      const file = picked.size > mapFileAtMost * 4 ? undefined : await textOf(picked)
      if (mine !== asked) return
      open = false
      if (file === null) return showNotice(result, 'problem', say('file.not-utf8'), say('file.not-utf8-cure'))
      if (file === undefined || file.length > mapFileAtMost) return tooLarge()
      open = true
      const known = entries().map(({ location: { id, name } }) => ({ id, name }))
      const answer = readImportAnswer(await adminPost('odoo-shopify/location-map/import', { format, file, rows: rowsNow(), known }))
      if (mine === asked) show(answer)
    } catch (failure) {
      if (mine !== asked) return
      open = false
      if (failure instanceof AdminRefusal && failure.status === 413) tooLarge()
      else showRefusal(result, failure, translate)
    }
  }

  function tooLarge(): void {
    showNotice(
      result,
      'problem',
      say('file.too-large'),
      say('file.too-large-cure', { limit: mapFileAtMost.toLocaleString(RED.i18n.lang()) }),
    )
  }

  function show({ rows, problems, differences }: ImportAnswer): void {
    open = problems.length === 0 && differences.length > 0
    if (problems.length > 0) {
      const list = problemList(problems.map(problemText), (count) => say('file.more', { count }))
      showNotice(result, 'problem', say('file.refused', { count: problems.length }), say('file.cure'), list)
    } else if (open) {
      const count = (change: string): number => differences.filter((one) => one.change === change).length
      const counts = { added: count('added'), removed: count('removed'), changed: count('changed') }
      const take = button(say('file.take-over'), 'check', () => {
        close()
        taken(rows)
        showNotice(result, 'ok', say('file.taken'))
      })
      const offers = element('div', { class: 'odoo-shopify-buttons odoo-shopify-after' }, take, button(say('file.leave'), 'times', close))
      showNotice(result, 'warning', say('file.summary', counts), '', element('div', {}, comparison(differences, say), offers))
    } else showNotice(result, 'ok', say('file.same'))
    result.scrollIntoView({ block: 'nearest' })
  }

  function problemText({ row, column, problem }: ShownProblem): string {
    if (row === 0) return say('file.problem-file', { problem })
    return say(column === '' ? 'file.problem-row' : 'file.problem', { row, column, problem })
  }
}

/** The content of a file; null when it is not UTF-8, as spreadsheets save by default on some systems. */
async function textOf(file: File): Promise<string | null> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
