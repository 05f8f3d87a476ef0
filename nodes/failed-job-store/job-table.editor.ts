import { textBox, button, element } from '../editor/element.ts'
import type { ShownJob } from './failed-job.editor.ts'
import { localTimes } from '../editor/local-times.ts'

interface JobTable {
  readonly jobs: readonly ShownJob[]
  readonly translate: Translate
  readonly selected: Set<string>
  readonly changed: () => void
  /** Approves the writes that the job tells of. */
  readonly approve: (job: ShownJob) => void
  /** Ends the hold that the job tells of. */
  readonly endHold: (job: ShownJob, note: string) => void
}

/** The failed jobs as a table with a checkbox each; the one in the head takes all that are shown. */
export function jobTable({ jobs, translate, selected, changed, approve, endHold }: JobTable): HTMLTableElement {
  const say = (key: string, values?: Record<string, string | number>): string => translate(`failed-job-store.${key}`, values)
  const every = element('input', { type: 'checkbox', 'aria-label': say('select-all') })
  const boxes = new Map<string, HTMLInputElement>()
  every.addEventListener('change', () => {
    for (const [id, box] of boxes) {
      box.checked = every.checked
      if (every.checked) selected.add(id)
      else selected.delete(id)
    }
    changed()
  })
  const titles = ['column-product', 'column-location', 'column-problem', 'column-count', 'column-last'].map((key) =>
    element('th', { scope: 'col' }, say(key)),
  )
  const head = element('tr', {}, element('th', { class: 'odoo-shopify-narrow' }, every), ...titles)
  return element(
    'table',
    { class: 'odoo-shopify-table odoo-shopify-jobs' },
    element('thead', {}, head),
    element('tbody', {}, ...jobs.map(line)),
  )

  function line(job: ShownJob): HTMLTableRowElement {
    const box = element('input', { type: 'checkbox', 'aria-label': say('select', { product: job.product || job.text }) })
    box.checked = selected.has(job.id)
    box.addEventListener('change', () => {
      if (box.checked) selected.add(job.id)
      else selected.delete(job.id)
      every.checked = [...boxes.values()].every((one) => one.checked)
      changed()
    })
    boxes.set(job.id, box)
    const problem = element('td', {}, element('div', {}, localTimes(job.text)))
    if (job.cure !== '') problem.append(element('div', { class: 'odoo-shopify-faint' }, job.cure))
    if (job.code === 'BREAKER_TRIPPED')
      problem.append(
        element('div', { class: 'odoo-shopify-buttons' }, ...decision(say('approve'), say('approve-sure'), () => approve(job))),
      )
    if (job.code === 'HOLD_DOUBTFUL')
      problem.append(...withNote(say('end-hold'), say('end-note'), say('end-confirm'), (reason) => endHold(job, reason)))
    const last = job.lastAt === 0 ? '' : new Date(job.lastAt).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' })
    return element(
      'tr',
      {},
      element('td', { class: 'odoo-shopify-narrow' }, box),
      element('td', {}, job.product),
      element('td', {}, job.location),
      problem,
      element('td', { class: 'odoo-shopify-narrow' }, `${job.count}×`),
      element('td', { class: 'odoo-shopify-narrow odoo-shopify-faint' }, last),
    )
  }
}

/** A button that asks once more before it acts. */
function decision(text: string, sure: string, act: () => void): HTMLElement[] {
  const confirm = button(sure, 'exclamation-triangle', act)
  confirm.hidden = true
  const ask = button(text, 'check', () => {
    ask.hidden = true
    confirm.hidden = false
    confirm.focus()
  })
  return [ask, confirm]
}

/** A button that asks for a reason before it acts. */
function withNote(text: string, question: string, sure: string, act: (note: string) => void): HTMLElement[] {
  const typing = element('div', { class: 'odoo-shopify-typing' })
  const ask = button(text, 'unlock', () => {
    const note = textBox(question, '', () => undefined)
    const confirm = button(sure, 'check', () => {
      const reason = note.value.trim()
      note.classList.toggle('input-error', reason === '')
      if (reason === '') note.focus()
      else act(reason)
    })
    typing.replaceChildren(note, confirm)
    note.focus()
  })
  return [element('div', { class: 'odoo-shopify-buttons' }, ask), typing]
}
