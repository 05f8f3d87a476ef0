import { Cron } from 'croner'
import { element } from '../editor/element.ts'
import { field, fieldValue, onChange } from '../editor/field.ts'
import { clearNotice, showNotice } from '../editor/notice.ts'

const environmentVariable = /^\$\{[^}]+\}$/
/** Runs that are shown in advance. */
const shown = 3

/**
 * A validator for a cron expression. Nothing means that runs begin only when asked; a variable is checked when the flow starts.
 */
export function cronExpression() {
  return function (this: { readonly _: Translate }, value: unknown, _options: { label?: string }): boolean | string {
    if (typeof value !== 'string' || value.trim() === '' || environmentVariable.test(value.trim())) return true
    return nextRuns(value, '').length > 0 || this._('reconcile-diff.schedule-wrong', { schedule: value })
  }
}

/** Shows below the schedule when the next runs are, while it is typed. */
export function previewSchedule(place: HTMLElement, translate: Translate, language: string): void {
  const show = (): void => {
    const [expression, timezone] = [fieldValue('node-input-schedule').trim(), fieldValue('node-input-timezone').trim()]
    field('reconcile-diff-timezone').hidden = expression === ''
    if (expression === '' || [expression, timezone].some((text) => environmentVariable.test(text))) return clearNotice(place)
    const runs = nextRuns(expression, timezone)
    if (runs.length === 0)
      return showNotice(
        place,
        'warning',
        translate('reconcile-diff.schedule-wrong', { schedule: expression }),
        translate('reconcile-diff.schedule-cure'),
      )
    const zone = timezone === '' ? {} : { timeZone: timezone }
    const format = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', ...zone })
    const list = element('ul', {}, ...runs.map((run) => element('li', {}, format.format(run))))
    showNotice(
      place,
      'ok',
      translate('reconcile-diff.schedule-next'),
      timezone === '' ? translate('reconcile-diff.schedule-here') : '',
      list,
    )
  }
  onChange('node-input-schedule', show)
  onChange('node-input-timezone', show)
  show()
}

/** Lists the time zones that the browser knows. */
export function listTimeZones(): void {
  field('reconcile-diff-timezones').replaceChildren(...Intl.supportedValuesOf('timeZone').map((value) => element('option', { value })))
}

/** None when the schedule or the time zone makes no sense, or the time never comes. */
function nextRuns(expression: string, timezone: string): Date[] {
  try {
    return new Cron(expression.trim(), { paused: true, ...(timezone === '' ? {} : { timezone }) }).nextRuns(shown)
  } catch {
    return []
  }
}
