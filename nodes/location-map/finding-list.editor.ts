import type { MapFinding, MapFindingCode } from '../../src/rules/map/map-finding.ts'
import { element, icon } from '../editor/element.ts'

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
export function findingList(findings: readonly MapFinding[]): HTMLElement[] {
  return findings.map(({ severity, text, cure }) => {
    const { kind, icon: name } = looks[severity]
    const words = element('div', {}, element('div', {}, text), element('div', { class: 'odoo-shopify-notice-cure' }, cure))
    return element('div', { class: `odoo-shopify-notice ${kind}` }, icon(name), words)
  })
}
