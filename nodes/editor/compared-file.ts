import { adminPost, AdminRefusal } from './admin-request.ts'
import { button, element } from './element.ts'
import { fileButtons, problemList, type FileFormat, problemText, type ShownProblem } from './files.ts'
import { clearNotice, showNotice, showRefusal } from './notice.ts'
import { writtenNumber } from './viewer-say.ts'

/** What a file would change of what stands in the dialog; with a problem it changes nothing. */
interface ComparedAnswer {
  readonly problems: readonly ShownProblem[]
  readonly counts: Readonly<Record<'added' | 'removed' | 'changed', number>>
}

interface ComparedFile<Answer extends ComparedAnswer> {
  readonly place: HTMLElement
  /** Type of the node: of its sentences (`<name>.file.…`), of its route `<name>/import`, and of the saved file. */
  readonly name: string
  readonly translate: Translate
  /** Characters that a file may have. */
  readonly atMost: number
  /** The content of a file to be saved. */
  readonly content: (format: FileFormat) => Promise<string>
  /** What the route is asked beside the file. */
  readonly now: () => object
  readonly read: (answer: unknown) => Answer
  /** The differences, drawn. */
  readonly comparison: (answer: Answer) => HTMLElement
  /** Replaces what stands in the dialog. */
  readonly taken: (answer: Answer) => void
}

/** What a dialog holds as a file, and the same from one: first shown is what it would change, and only then it can be taken. */
export function comparedFile<Answer extends ComparedAnswer>(file: ComparedFile<Answer>): { changed: () => void } {
  const { place, name, translate, atMost } = file
  const say = (key: string, values?: Record<string, string | number>): string => translate(`editor.file.${key}`, values)
  const sayOwn = (key: string, values?: Record<string, string | number>): string => translate(`${name}.file.${key}`, values)
  const result = element('div', { class: 'odoo-shopify-result' })
  /** Counts what was asked, so that an answer about what has changed since is not shown; `open` while one is awaited or shown. */
  let asked = 0
  let open = false
  const buttons = fileButtons({
    name,
    importText: say('import'),
    exportText: { csv: say('export-csv'), json: say('export-json') },
    content: file.content,
    refused: (failure) => {
      close()
      showRefusal(result, failure, translate)
    },
    chosen: (picked, format) => void compare(picked, format),
  })
  place.replaceChildren(element('p', { class: 'odoo-shopify-hint' }, sayOwn('hint')), buttons, result)
  return {
    changed() {
      if (!open) return
      close()
      showNotice(result, 'warning', sayOwn('outdated'), say('outdated-cure'))
    },
  }

  function close(): void {
    asked++
    open = false
    clearNotice(result)
  }

  async function compare(picked: File, format: FileFormat): Promise<void> {
    close()
    const mine = asked
    open = true
    showNotice(result, 'busy', say('reading'))
    try {
      const text = picked.size > atMost * 4 ? undefined : await textOf(picked)
      if (mine !== asked) return
      open = false
      if (text === null) return showNotice(result, 'problem', say('not-utf8'), say('not-utf8-cure'))
      if (text === undefined || text.length > atMost) return tooLarge()
      open = true
      const answer = file.read(await adminPost(`odoo-shopify/${name}/import`, { ...file.now(), format, file: text }))
      if (mine === asked) show(answer)
    } catch (failure) {
      if (mine !== asked) return
      open = false
      if (failure instanceof AdminRefusal && failure.status === 413) tooLarge()
      else showRefusal(result, failure, translate)
    }
  }

  function tooLarge(): void {
    showNotice(result, 'problem', sayOwn('too-large'), sayOwn('too-large-cure', { limit: writtenNumber(atMost) }))
  }

  function show(answer: Answer): void {
    const { problems, counts } = answer
    const { added, removed, changed } = counts
    open = problems.length === 0 && added + removed + changed > 0
    if (problems.length > 0) {
      const lines = problems.map((problem) => problemText(problem, translate))
      const list = problemList(lines, (count) => say('more', { count: writtenNumber(count) }))
      showNotice(result, 'problem', say('refused', { count: writtenNumber(problems.length) }), say('cure'), list)
    } else if (open) {
      const take = button(say('take-over'), 'check', () => {
        close()
        file.taken(answer)
        showNotice(result, 'ok', sayOwn('taken'))
      })
      const choices = element('div', { class: 'odoo-shopify-buttons odoo-shopify-after' }, take, button(say('leave'), 'times', close))
      showNotice(
        result,
        'warning',
        sayOwn('summary', { added: writtenNumber(added), removed: writtenNumber(removed), changed: writtenNumber(changed) }),
        '',
        element('div', {}, file.comparison(answer), choices),
      )
    } else showNotice(result, 'ok', say('same'))
    result.scrollIntoView({ block: 'nearest' })
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
