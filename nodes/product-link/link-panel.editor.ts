import { adminGet, adminPost } from '../editor/admin-request.ts'
import { button, element, icon } from '../editor/element.ts'
import { clearNotice, showDeployedRefusal, showNotice } from '../editor/notice.ts'
import { handForm } from './hand-form.editor.ts'
import { readReportAnswer, type ReportAnswer, type ShownReport } from './link-answers.editor.ts'
import { linkFile } from './link-file.editor.ts'
import { linkList } from './link-list.editor.ts'
import { troubleList } from './trouble-list.editor.ts'

interface LinkPanel {
  readonly place: HTMLElement
  /** Id of the node, as it is deployed. */
  readonly node: string
  readonly translate: Translate
}

/** How often the dialog asks how far a match is, in milliseconds. */
const lookAgainAfter = 1000

/** What a person does with the links of the running node: look, mend, link and unlink by hand, match, and move files. */
export function linkPanel({ place, node, translate }: LinkPanel): { load: () => void } {
  const say = (key: string, values?: Record<string, string | number>): string => translate(`product-link.${key}`, values)
  const path = (end: string): string => `odoo-shopify/product-link/${encodeURIComponent(node)}/${end}`
  const state = element('div', { class: 'odoo-shopify-result' })
  const matchChanges = button(say('match-changes'), 'refresh', () => void match(false))
  const matchAll = button(say('match-all'), 'search', () => void match(true))
  const rest = element('div')
  const form = handForm({ path, translate, changed: reload })
  const troubles = troubleList({ say, link: form.fill })
  const list = linkList({ path, translate, changed: reload })
  const heading = (iconName: string, key: string): HTMLElement => element('h4', {}, icon(iconName), ` ${say(key)}`)
  rest.append(
    heading('exclamation-triangle', 'to-mend'),
    troubles.place,
    heading('hand-pointer-o', 'by-hand'),
    form.place,
    heading('link', 'links'),
    list.place,
    heading('file-text-o', 'files'),
    linkFile({ path, translate, changed: reload }),
  )
  rest.hidden = true
  place.replaceChildren(element('div', { class: 'odoo-shopify-buttons' }, matchChanges, matchAll), state, rest)
  return { load: reload }

  function reload(): void {
    void look().then(() => rest.hidden || list.load())
  }

  /** Looks at the report, and again while a match runs, until the dialog is closed. */
  async function look(wasMatching = false): Promise<void> {
    try {
      const answer = readReportAnswer(await adminGet(path('report')))
      rest.hidden = false
      show(answer)
      if (answer.matching === null) return wasMatching ? list.load() : undefined
      setTimeout(() => place.isConnected && void look(true), lookAgainAfter)
    } catch (failure) {
      rest.hidden = true
      showDeployedRefusal(state, failure, translate)
    }
  }

  function show({ report, matching }: ReportAnswer): void {
    for (const press of [matchChanges, matchAll]) press.disabled = matching !== null
    if (matching !== null) return showNotice(state, 'busy', say(`phase-${matching.phase}`, { count: matching.count }))
    if (report === null) {
      troubles.show([], [])
      return showNotice(state, 'warning', say('not-matched'))
    }
    const wrong = report.refused > 0 || report.notStocked.length > 0
    showNotice(state, wrong ? 'warning' : 'ok', summary(report), '', details(report))
    troubles.show(report.mend, report.reasons)
  }

  function summary(report: ShownReport): string {
    return say(report.refused === 0 ? 'summary' : 'summary-refused', { count: report.links, refused: report.refused })
  }

  function details(report: ShownReport): HTMLElement {
    const at = new Date(report.at).toLocaleString()
    const lines = [say(`scope-${report.scope}`, { at })]
    if (report.byHand > 0) lines.push(say('linked-by-hand', { count: report.byHand }))
    if (report.keptApart > 0) lines.push(say('kept-apart', { count: report.keptApart }))
    for (const { location, count } of report.notStocked) lines.push(say('not-stocked', { location, count }))
    return element('div', { class: 'odoo-shopify-faint' }, ...lines.map((line) => element('div', {}, line)))
  }

  async function match(full: boolean): Promise<void> {
    clearNotice(state)
    for (const press of [matchChanges, matchAll]) press.disabled = true
    try {
      await adminPost(path('scan'), { full })
      await look(true)
    } catch (failure) {
      for (const press of [matchChanges, matchAll]) press.disabled = false
      showDeployedRefusal(state, failure, translate)
    }
  }
}
