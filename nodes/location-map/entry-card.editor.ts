import type { MapRow } from '../../src/rules/map/location-map.ts'
import { choice, textBox, button, element, icon } from '../editor/element.ts'
import { shortLocationId } from '../editor/locations.ts'
import { doubtAbout, newRow, type EditedRow, type Entry } from './entry.editor.ts'
import { formRow, mappedForm, type OdooTree } from './mapped-form.editor.ts'

interface EntryCard {
  readonly entry: Entry
  readonly open: boolean
  readonly odoo: OdooTree
  readonly changed: (entry: Entry) => void
  readonly removed: () => void
}

const outcomes = ['undecided', 'mapped', 'excluded'] as const
const types: readonly MapRow['type'][] = ['online', 'retail', '3pl', 'pickup', 'marketplace', 'reserve', 'drop-ship']

/** One Shopify location: a line that tells its outcome, and below it, when opened, the form to decide it. */
export function entryCard({ entry: first, open: startOpen, odoo, changed, removed }: EntryCard): HTMLElement {
  const { translate } = odoo
  const say = (key: string, values?: Record<string, string | number>): string => translate(`location-map.${key}`, values)
  let entry = first
  const outcome = element('span', { class: 'odoo-shopify-card-outcome' })
  const arrow = icon('angle-right')
  const name = element('span', { class: 'odoo-shopify-card-name' }, entry.location.name || say('unnamed'))
  const head = element('button', { type: 'button', class: 'odoo-shopify-card-head' }, arrow, name, tags(), outcome)
  const body = element('div', { class: 'odoo-shopify-card-body' })
  const card = element('li', { class: 'odoo-shopify-card' }, head, body)
  head.addEventListener('click', () => show(body.hidden !== false))
  tellOutcome()
  show(startOpen)
  return card

  function show(on: boolean): void {
    body.hidden = !on
    head.setAttribute('aria-expanded', String(on))
    if (on) body.replaceChildren(...form())
    else body.replaceChildren()
  }

  function keep(row: EditedRow | null): void {
    entry = { ...entry, row }
    tellOutcome()
    changed(entry)
  }

  function tellOutcome(): void {
    const doubt = doubtAbout(entry)
    card.classList.toggle('odoo-shopify-doubt', doubt !== null)
    outcome.replaceChildren(
      ...(doubt === null ? [] : [icon('exclamation-triangle'), ' ']),
      doubt === null ? decided() : say(`doubt.${doubt}`),
    )
  }

  function decided(): string {
    const { row } = entry
    if (row === null) return say('shown.inactive')
    if (row.outcome === 'excluded') return say('shown.excluded', { reason: row.reason ?? '' })
    const from = row.sources.map((place) => place.location || `#${place.locationId}`).join(' + ')
    return say(row.enabled ? 'shown.mapped' : 'shown.paused', { from })
  }

  function tags(): HTMLElement {
    const words = [shortLocationId(entry.location.id)]
    if (entry.location.fulfillmentService === true) words.push(say('tag.fulfillment-service'))
    if (entry.location.active === false) words.push(say('tag.inactive'))
    return element('span', { class: 'odoo-shopify-faint' }, words.join(' · '))
  }

  function form(): HTMLElement[] {
    const { row } = entry
    const decide = choice(
      say('outcome'),
      outcomes.map((value) => ({ value, text: say(`outcome-${value}`) })),
      row?.outcome ?? 'undecided',
      (chosen) => {
        keep(chosen === 'undecided' ? null : { ...(entry.row ?? newRow(entry.location, chosen)), outcome: chosen })
        show(true)
        body.querySelector('select')?.focus()
      },
    )
    const decision = formRow('map-signs', say('outcome'), decide)
    const drop = element('div', { class: 'odoo-shopify-card-end' }, button(say('remove'), 'trash-o', removed))
    if (row === null) return [decision, drop]
    const set = (part: Partial<EditedRow>): void => keep({ ...(entry.row ?? row), ...part })
    const type = formRow(
      'tag',
      say('type'),
      choice(
        say('type'),
        types.map((value) => ({ value, text: say(`type-${value}`) })),
        row.type,
        (chosen) => set({ type: chosen }),
      ),
    )
    const notes = formRow(
      'sticky-note-o',
      say('notes'),
      textBox(say('notes'), row.notes ?? '', (typed) => set({ notes: typed }), { placeholder: say('notes-hint') }),
    )
    if (row.outcome === 'excluded') {
      const reason = textBox(say('reason'), row.reason ?? '', (typed) => set({ reason: typed }), { placeholder: say('reason-hint') })
      return [decision, formRow('comment-o', say('reason'), reason), type, notes, drop]
    }
    const mapped = mappedForm(() => entry.row ?? row, odoo, keep)
    return [decision, mapped, type, formRow('toggle-on', say('enabled'), enabledBox(row, set), say('enabled-hint')), notes, drop]
  }

  function enabledBox(row: EditedRow, set: (part: Partial<EditedRow>) => void): HTMLInputElement {
    const box = element('input', { type: 'checkbox' })
    box.checked = row.enabled
    box.addEventListener('change', () => set({ enabled: box.checked }))
    return box
  }
}
