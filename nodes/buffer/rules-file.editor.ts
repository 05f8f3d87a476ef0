import type { BufferAmount } from '../../src/rules/buffer/amounts.ts'
import { type BufferRules, bufferFileAtMost } from '../../src/rules/buffer/buffer-rules.ts'
import type { BufferDifference } from '../../src/rules/buffer/compare-buffers.ts'
import { adminDownload } from '../editor/admin-request.ts'
import { comparedFile } from '../editor/compared-file.ts'
import { element } from '../editor/element.ts'
import { asList, asText, isPlainObject } from '../editor/plain.ts'
import { shortLocationId } from '../editor/locations.ts'
import { readProblems, type ShownProblem } from '../editor/files.ts'
import { writtenNumber } from '../editor/viewer-say.ts'
import { inOdoo } from './rule-cells.editor.ts'

interface RulesFile {
  readonly place: HTMLElement
  /** The rules as they stand in the dialog. */
  readonly rules: () => BufferRules
  /** Names of Shopify locations, by id. */
  readonly known: ReadonlyMap<string, string>
  readonly translate: Translate
  /** Replaces every rule of the dialog. */
  readonly taken: (rules: BufferRules) => void
}

/** The rules of the dialog as a file, and rules from one. */
export function rulesFile({ place, rules, known, translate, taken }: RulesFile): { changed: () => void } {
  return comparedFile({
    place,
    name: 'buffer',
    translate,
    atMost: bufferFileAtMost,
    content: (format) => adminDownload('odoo-shopify/buffer/export', { format, rules: rules() }),
    now: () => ({ rules: rules(), known: [...known].map(([id, name]) => ({ id, name })) }),
    read: readBufferImport,
    comparison: (answer) => comparison(answer, translate),
    taken: (answer) => taken(answer.rules),
  })
}

/** What a file would change; with a problem there are no rules. Of very many differences there are only the first. */
export interface BufferImport {
  readonly rules: BufferRules
  readonly problems: readonly ShownProblem[]
  readonly counts: Readonly<Record<BufferDifference['change'], number>>
  readonly differences: readonly BufferDifference[]
  /** Products of the rules that Odoo does not have; `unknown` when it could not be asked, absent when it has them all. */
  readonly nowhere?: { readonly count: number; readonly names: readonly string[] } | 'unknown'
}

/** Reads the answer of `buffer/import`. Throws when it is none, so that no rules are taken from anything else. */
export function readBufferImport(answer: unknown): BufferImport {
  const read = isPlainObject(answer) ? answer : {}
  const { rules, counts } = read
  if (!isRules(rules) || !isPlainObject(counts)) throw new TypeError('this is no answer of buffer/import')
  const count = (change: BufferDifference['change']): number => Number(counts[change])
  return {
    rules,
    problems: readProblems(read['problems']),
    counts: { added: count('added'), removed: count('removed'), changed: count('changed') },
    differences: asList(read['differences']).filter(isDifference),
    ...nowhereOf(read['nowhere']),
  }
}

function nowhereOf(value: unknown): Pick<BufferImport, 'nowhere'> {
  if (value === 'unknown') return { nowhere: value }
  if (!isPlainObject(value)) return {}
  return { nowhere: { count: Number(value['count']), names: asList(value['names']).map(asText) } }
}

/** The route has checked the rules by their schema; this is to know an answer of it from anything else. */
function isRules(value: unknown): value is BufferRules {
  if (!isPlainObject(value) || !isPlainObject(value['default'])) return false
  return ['perLocation', 'perProduct', 'perProductAtLocation'].every((list) => Array.isArray(value[list]))
}

function isDifference(value: unknown): value is BufferDifference {
  return isPlainObject(value) && typeof value['change'] === 'string'
}

/** What differs between the rules in the dialog and those in a file, rule by rule; of very many only the first, and how many more there are. */
export function comparison({ differences, counts, nowhere }: BufferImport, translate: Translate): HTMLElement {
  const say = (key: string, values?: Record<string, string | number>): string => translate(`buffer.file.${key}`, values)
  const titles = ['subject', 'change', 'now', 'then'].map((key) => element('th', { scope: 'col' }, say(key)))
  const table = element('table', { class: 'odoo-shopify-table', 'aria-label': say('comparison') })
  table.append(element('thead', {}, element('tr', {}, ...titles)), element('tbody', {}, ...differences.map(line)))
  const left = counts.added + counts.removed + counts.changed - differences.length
  const more = left > 0 ? [element('p', { class: 'odoo-shopify-hint' }, translate('editor.file.more', { count: writtenNumber(left) }))] : []
  return element('div', { class: 'odoo-shopify-comparison' }, ...warning(), table, ...more)

  function warning(): HTMLElement[] {
    if (nowhere === undefined) return []
    if (nowhere === 'unknown') return [element('p', {}, say('not-asked'))]
    const names = nowhere.names.join(', ') + (nowhere.count > nowhere.names.length ? ', …' : '')
    return [element('p', {}, say('nowhere', { count: writtenNumber(nowhere.count), names }))]
  }

  function line(difference: BufferDifference): HTMLElement {
    const cells = [say(difference.change), amount(difference.from), amount(difference.to)]
    return element('tr', {}, element('th', { scope: 'row' }, subject(difference)), ...cells.map((text) => element('td', {}, text)))
  }

  function subject({ sku, productId, locationId, location }: BufferDifference): string {
    const parts = [
      ...(sku === undefined ? [] : [sku]),
      ...(productId === undefined ? [] : [inOdoo(productId, translate)]),
      ...(locationId === undefined ? [] : [location || shortLocationId(locationId)]),
    ]
    return parts.length === 0 ? translate('buffer.everywhere') : parts.join(' · ')
  }

  function amount(kept: BufferAmount | undefined): string {
    if (kept === undefined) return ''
    return say(`amount-${kept.kind}`, { value: writtenNumber(kept.value), count: kept.value })
  }
}
