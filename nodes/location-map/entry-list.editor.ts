import type { MapFinding, MapFindingCode } from '../../src/rules/map/map-finding.ts'
import { button, element, icon } from '../editor/element.ts'
import { shopifyLocationId } from '../editor/locations.ts'
import { entryCard } from './entry-card.editor.ts'
import { doubtAbout, type Entry } from './entry.editor.ts'
import type { OdooTree } from './mapped-form.editor.ts'

interface EntryList {
  readonly place: HTMLElement
  readonly odoo: OdooTree
  readonly findings: (entries: readonly Entry[]) => readonly MapFinding[]
  readonly changed: (entries: readonly Entry[]) => void
}

/** Every Shopify location with its outcome, how many are undecided, and a way to add one by hand. */
export function entryList({ place, odoo, findings, changed }: EntryList): { show: (entries: readonly Entry[]) => void } {
  const { translate } = odoo
  const say = (key: string, values?: Record<string, string | number>): string => translate(`location-map.${key}`, values)
  let entries: readonly Entry[] = []
  const summary = element('p', { class: 'odoo-shopify-summary', role: 'status' })
  const cards = element('ul', { class: 'odoo-shopify-cards', 'aria-label': say('locations') })
  const found = element('div', { class: 'odoo-shopify-findings', 'aria-live': 'polite' })
  const byHand = element('div', { class: 'odoo-shopify-typing' })
  place.replaceChildren(summary, found, cards, byHand)
  addTyping()
  return { show: (next) => draw(next, next.length === 1) }

  function draw(next: readonly Entry[], open: boolean): void {
    keep(next)
    cards.replaceChildren(...entries.map((entry) => card(entry, open)))
  }

  function card(first: Entry, open: boolean): HTMLElement {
    let current = first
    const drawn = entryCard({
      entry: first,
      open,
      odoo,
      changed: (next) => {
        keep(entries.map((entry) => (entry === current ? next : entry)))
        current = next
      },
      removed: () => {
        drawn.remove()
        keep(entries.filter((entry) => entry !== current))
      },
    })
    return drawn
  }

  function keep(next: readonly Entry[]): void {
    entries = next
    tell()
    changed(entries)
  }

  function tell(): void {
    const told = toldInTheList(findings(entries))
    found.replaceChildren(...findingList(told))
    if (entries.length === 0) {
      summary.className = 'odoo-shopify-summary odoo-shopify-hint'
      return summary.replaceChildren(say('none-yet'))
    }
    const doubtful = entries.filter((entry) => doubtAbout(entry) !== null).length
    const mapped = entries.filter((entry) => entry.row?.outcome === 'mapped').length
    const excluded = entries.filter((entry) => entry.row?.outcome === 'excluded').length
    const wrong = told.some((finding) => finding.severity === 'error')
    const open = doubtful > 0 || wrong
    const words = doubtful > 0 ? 'summary-open' : wrong ? 'summary-wrong' : 'summary'
    summary.className = `odoo-shopify-summary ${open ? 'odoo-shopify-open' : 'odoo-shopify-settled'}`
    summary.replaceChildren(
      icon(open ? 'exclamation-triangle' : 'check-circle'),
      ' ',
      say(words, { count: entries.length, mapped, excluded, open: doubtful }),
    )
  }

  function addTyping(): void {
    const id = element('input', {
      type: 'text',
      class: 'odoo-shopify-id',
      'aria-label': say('typed-id'),
      placeholder: say('typed-id'),
      spellcheck: 'false',
    })
    const name = element('input', { type: 'text', 'aria-label': say('typed-name'), placeholder: say('typed-name') })
    const add = button(translate('editor.add'), 'plus', () => {
      const full = shopifyLocationId(id.value)
      const fits = full !== null && !entries.some((entry) => entry.location.id === full)
      id.classList.toggle('input-error', !fits)
      if (full === null || !fits) return id.focus()
      const entry: Entry = { location: { id: full, name: name.value.trim() }, row: null }
      keep([...entries, entry])
      cards.append(card(entry, true))
      id.value = ''
      name.value = ''
    })
    byHand.replaceChildren(id, name, add)
  }
}

/** What each location's own line says already. */
const toldByTheCard: ReadonlySet<MapFindingCode> = new Set<MapFindingCode>(['undecided', 'source-missing', 'reason-missing'])

const looks = {
  error: { kind: 'odoo-shopify-problem', icon: 'times-circle' },
  warning: { kind: 'odoo-shopify-warning', icon: 'exclamation-triangle' },
  note: { kind: '', icon: 'info-circle' },
} as const

/** The findings that no location's own line says: what stands in the list. */
export function toldInTheList(findings: readonly MapFinding[]): MapFinding[] {
  return findings.filter((finding) => !toldByTheCard.has(finding.code))
}

/** The findings of a check of the map, with what to do about each. */
function findingList(findings: readonly MapFinding[]): HTMLElement[] {
  return findings.map(({ severity, text, cure }) => {
    const { kind, icon: name } = looks[severity]
    const words = element('div', {}, element('div', {}, text), element('div', { class: 'odoo-shopify-notice-cure' }, cure))
    return element('div', { class: `odoo-shopify-notice ${kind}` }, icon(name), words)
  })
}
