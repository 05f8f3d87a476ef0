import { AdminRefusal } from './admin-request.ts'
import { element, icon } from './element.ts'

type NoticeKind = 'ok' | 'busy' | 'warning' | 'problem'

const icons: Readonly<Record<NoticeKind, string>> = {
  ok: 'check-circle',
  busy: 'circle-o-notch fa-spin',
  warning: 'exclamation-triangle',
  problem: 'times-circle',
}

/** Shows a sentence in `place`, which is read out when it changes. `cure` is what to do about it, `rest` stands below. */
export function showNotice(place: HTMLElement, kind: NoticeKind, text: string, cure = '', rest?: Node): void {
  place.setAttribute('role', 'status')
  const body = element('div', {}, element('div', { class: 'odoo-shopify-notice-text' }, text))
  if (cure !== '') body.append(element('div', { class: 'odoo-shopify-notice-cure' }, cure))
  if (rest !== undefined) body.append(rest)
  place.replaceChildren(element('div', { class: `odoo-shopify-notice odoo-shopify-${kind}` }, icon(icons[kind]), body))
}

export function clearNotice(place: HTMLElement): void {
  place.replaceChildren()
}

/** Shows why a question about a deployed node failed. CONFIG_MISSING then means that Node-RED does not run the node. */
export function showDeployedRefusal(place: HTMLElement, failure: unknown, translate: Translate): void {
  if (!(failure instanceof AdminRefusal) || failure.code !== 'CONFIG_MISSING') return showRefusal(place, failure, translate)
  showNotice(place, 'warning', translate('editor.not-deployed'), translate('editor.not-deployed-cure'))
}

/** Shows why an admin request failed: the route's own words, or the editor's for what never reached the route. */
export function showRefusal(place: HTMLElement, failure: unknown, translate: Translate): void {
  if (failure instanceof AdminRefusal && failure.message !== '') return showNotice(place, 'problem', failure.message, failure.cure)
  const status = failure instanceof AdminRefusal ? failure.status : -1
  if (status === 404) return showNotice(place, 'warning', translate('editor.not-deployed'), translate('editor.not-deployed-cure'))
  if (status === 401 || status === 403) return showNotice(place, 'problem', translate('editor.not-allowed'))
  if (status === 0) return showNotice(place, 'problem', translate('editor.unreachable'))
  showNotice(place, 'problem', translate('editor.failed', { status }))
}
