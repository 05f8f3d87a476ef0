import { button, element } from '../editor/element.ts'
import type { ShownJob } from './failed-job.editor.ts'

interface JobTable {
  readonly jobs: readonly ShownJob[]
  readonly translate: Translate
  readonly selected: Set<string>
  readonly changed: () => void
  /** Approves the run that the job tells of. */
  readonly approve: (job: ShownJob) => void
}

/** The failed jobs as a table with a checkbox each; the one in the head takes all that are shown. */
export function jobTable({ jobs, translate, selected, changed, approve }: JobTable): HTMLTableElement {
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
    const problem = element('td', {}, element('div', {}, job.text))
    if (job.cure !== '') problem.append(element('div', { class: 'odoo-shopify-faint' }, job.cure))
    if (job.code === 'BREAKER_TRIPPED')
      problem.append(
        element('div', { class: 'odoo-shopify-buttons' }, ...decision(say('approve'), say('approve-sure'), () => approve(job))),
      )
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
