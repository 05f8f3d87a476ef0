import { causeClasses, type CauseClass } from '../../src/base/error/cause-class.ts'
import { adminDownload, adminGet, adminPost } from '../editor/admin-request.ts'
import { choice, textBox, button, element } from '../editor/element.ts'
import { clearNotice, showNotice, showDeployedRefusal } from '../editor/notice.ts'
import { saveFile } from '../editor/files.ts'
import { readJobPage, type JobPage } from './failed-job.editor.ts'
import { jobTable } from './job-table.editor.ts'

const pageSize = 50

type Act = 'retry' | 'dismiss' | 'end-hold'

/** What operations does with failed jobs: look, filter, retry, dismiss, export. Asks the running store, not the dialog. */
export function jobPanel(place: HTMLElement, store: () => string | null, translate: Translate): { load: () => void } {
  const say = (key: string, values?: Record<string, string | number>): string => translate(`failed-job-store.${key}`, values)
  const selected = new Set<string>()
  let page: JobPage = { jobs: [], total: 0, changed: 0, ended: 0, left: [] }
  let offset = 0
  let byClass: CauseClass | '' = ''
  let asked = 0

  const classes = choice<CauseClass | ''>(
    say('filter-class'),
    [{ value: '', text: say('class-any') }, ...causeClasses.map((value) => ({ value, text: say(`class.${value}`) }))],
    '',
    (chosen) => {
      byClass = chosen
      loadFrom(0)
    },
  )
  const sku = textBox(say('filter-sku'), '', () => undefined, { type: 'search' })
  sku.addEventListener('change', () => loadFrom(0))
  const result = element('div', { class: 'odoo-shopify-result', 'aria-live': 'polite' })
  const list = element('div')
  const retry = button('', 'repeat', () => void act('retry', retryScope()))
  const dismiss = button(say('dismiss'), 'check', () => askForNote())
  const note = element('div', { class: 'odoo-shopify-typing' })
  const shown = element('span', { class: 'odoo-shopify-faint' })
  const before = button(say('before'), 'chevron-left', () => loadFrom(Math.max(0, offset - pageSize)))
  const after = button(say('after'), 'chevron-right', () => loadFrom(offset + pageSize))
  place.replaceChildren(
    element(
      'div',
      { class: 'odoo-shopify-buttons odoo-shopify-filter' },
      classes,
      sku,
      button(say('load'), 'refresh', () => loadFrom(0)),
    ),
    element('div', { class: 'odoo-shopify-job-acts' }, element('div', { class: 'odoo-shopify-buttons' }, retry, dismiss), note),
    result,
    list,
    element(
      'div',
      { class: 'odoo-shopify-buttons' },
      shown,
      before,
      after,
      element('span', { class: 'odoo-shopify-grow' }),
      exportButton('csv'),
      exportButton('json'),
    ),
  )
  tell()
  return { load: () => loadFrom(0) }

  function path(end = ''): string | null {
    const id = store()
    return id === null ? null : `odoo-shopify/failed-jobs/${encodeURIComponent(id)}${end}`
  }

  function filter(): URLSearchParams {
    const words = new URLSearchParams({ state: 'open' })
    if (byClass !== '') words.set('class', byClass)
    if (sku.value.trim() !== '') words.set('sku', sku.value.trim())
    return words
  }

  function loadFrom(start: number): void {
    offset = start
    void load()
  }

  /** `done` says what has just been done. */
  async function load(done = ''): Promise<void> {
    const words = filter()
    words.set('limit', String(pageSize))
    words.set('offset', String(offset))
    const at = path(`?${words.toString()}`)
    const mine = ++asked
    selected.clear()
    if (at === null) return empty(() => showNotice(result, 'warning', say('no-store')))
    showNotice(result, 'busy', say('loading'))
    try {
      const answer = readJobPage(await adminGet(at))
      if (mine !== asked) return
      page = answer
      draw(done)
    } catch (failure) {
      if (mine === asked) empty(() => showDeployedRefusal(result, failure, translate))
    }
  }

  function empty(why: () => void): void {
    page = { jobs: [], total: 0, changed: 0, ended: 0, left: [] }
    list.replaceChildren()
    why()
    tell()
  }

  function draw(done: string): void {
    if (page.jobs.length === 0) {
      const nothing = say(byClass === '' && sku.value.trim() === '' ? 'none' : 'none-fits')
      return empty(() => showNotice(result, 'ok', `${done} ${nothing}`.trim()))
    }
    if (done === '') clearNotice(result)
    else showNotice(result, 'ok', done)
    list.replaceChildren(
      jobTable({
        jobs: page.jobs,
        translate,
        selected,
        changed: tell,
        approve: ({ id }) => void act('retry', { ids: [id] }),
        endHold: ({ id }, reason) => void act('end-hold', { ids: [id], note: reason }),
      }),
    )
    tell()
  }

  /** Buttons say how many jobs they take; without a selection, retry takes everything that fits the filter. */
  function tell(): void {
    const wide = selected.size === 0
    const count = wide ? page.total : selected.size
    const text = say(wide ? 'retry-all' : 'retry-selected', { count })
    retry.replaceChildren(...[...retry.children].slice(0, 1), ` ${text}`)
    retry.disabled = count === 0
    dismiss.disabled = wide
    shown.textContent =
      page.total > page.jobs.length ? say('shown', { from: offset + 1, to: offset + page.jobs.length, total: page.total }) : ''
    before.hidden = offset === 0
    after.hidden = offset + pageSize >= page.total
    if (wide) note.replaceChildren()
  }

  function retryScope(): object {
    if (selected.size > 0) return { ids: [...selected] }
    const bySku = sku.value.trim()
    if (byClass === '' && bySku === '') return { all: true }
    return { ...(byClass === '' ? {} : { class: byClass }), ...(bySku === '' ? {} : { sku: bySku }) }
  }

  function askForNote(): void {
    const box = textBox(say('note'), '', () => undefined)
    const confirm = button(say('dismiss-selected', { count: selected.size }), 'check', () => {
      box.classList.toggle('input-error', box.value.trim() === '')
      if (box.value.trim() === '') return box.focus()
      note.replaceChildren()
      void act('dismiss', { ids: [...selected], note: box.value.trim() })
    })
    note.replaceChildren(box, confirm)
    box.focus()
  }

  async function act(what: Act, body: object): Promise<void> {
    const at = path(`/${what}`)
    if (at === null) return
    retry.disabled = true
    try {
      await load(outcome(what, readJobPage(await adminPost(at, body))))
    } catch (failure) {
      showDeployedRefusal(result, failure, translate)
      tell()
    }
  }

  /** What was done, and why some jobs stay as they are: stopped writes are approved only by selecting their job. */
  function outcome(what: Act, { changed, ended, left }: JobPage): string {
    const done = what === 'end-hold' ? say('ended', { count: ended }) : say(what === 'retry' ? 'retried' : 'dismissed', { count: changed })
    return [done, ...left.map(([why, count]) => say(`left-${why}`, { count }))].join(' ')
  }

  function exportButton(format: 'csv' | 'json'): HTMLButtonElement {
    return button(format.toUpperCase(), 'download', () => void download(format))
  }

  async function download(format: 'csv' | 'json'): Promise<void> {
    const words = filter()
    words.set('format', format)
    const at = path(`/export?${words.toString()}`)
    if (at === null) return showNotice(result, 'warning', say('no-store'))
    try {
      saveFile('failed-jobs', format, await adminDownload(at))
    } catch (failure) {
      showDeployedRefusal(result, failure, translate)
    }
  }
}
