import { SyncError } from '../../base/error/sync-error.ts'
import { shopifyLocationId } from '../../base/messages/shopify-location-id.ts'
import { isPlainObject } from '../../base/plain-object.ts'
import { decimalOf } from '../../base/table/decimal.ts'
import { fileProblem, type FileProblem } from '../../base/table/file-problem.ts'
import { readJson } from '../../base/table/read-json.ts'
import { readTable, type TableRow } from '../../base/table/read-table.ts'
import { writeTable } from '../../base/table/write-table.ts'
import { sentence, type Sentence } from '../../base/text/say.ts'
import {
  type BufferAmount,
  type RuleKind,
  amountProblem,
  kindOfWord,
  ruleKinds,
  ruleWords,
  soundAmount,
  twoReadings,
  writtenAmount,
} from './amounts.ts'
import { type BufferRule, type BufferRules, listedRules, noRules, ofProduct, ruleList, subjectOf } from './buffer-rules.ts'
import { type ReadRules, readRules } from './read-rules.ts'

export type BufferFormat = 'csv' | 'json'

/** The rules of a buffer as a file (requirement 4.2). */
export function bufferFile(rules: BufferRules, format: BufferFormat): string {
  return format === 'csv' ? rulesAsCsv(rules) : rulesAsJson(rules)
}

/** Reads rules that were saved as a file; everything wrong is told with its row and column, and then there are no rules. */
export function readBufferFile(file: string, format: BufferFormat): ReadRules {
  try {
    const { rules, problems } = format === 'csv' ? rulesFromCsv(file) : rulesFromJson(file)
    return { rules: problems.length === 0 ? rules : noRules, problems }
  } catch (error) {
    return { rules: noRules, problems: [fileProblem(error)] }
  }
}

/** The rules of a buffer as a CSV file for a spreadsheet, one row per rule. */
export function rulesAsCsv(rules: BufferRules): string {
  const rows = ruleList(rules).map(({ sku, productId, locationId, location, kind, value }) => [
    sku ?? '',
    productId ?? '',
    locationId ?? '',
    location ?? '',
    ruleKinds[kind].word,
    kind === 'none' ? '' : writtenAmount(value),
  ])
  return `${writeTable([bufferColumns, ...rows])}\r\n`
}

/**
 * Reads the rules of a buffer from CSV, with rows counted as a spreadsheet does: the header is row 1. Throws MESSAGE_MALFORMED
 * when it is no such table.
 */
export function rulesFromCsv(file: string): ReadRules {
  const problems: FileProblem[] = []
  const firstRows = new Map<string, number>()
  const list = readTable(file, bufferColumns).flatMap(({ row, cells }): BufferRule[] => {
    const rule = ruleOf({ row, cells }, problems)
    if (rule === undefined) return []
    const subject = subjectOf(rule)
    const first = firstRows.get(subject)
    if (first === undefined) firstRows.set(subject, row)
    else problems.push({ row, column: '', problem: sentence('finding.field.same-as-row', { row: first }) })
    return [rule]
  })
  return { rules: listedRules(list), problems }
}

/** The rule of one row; undefined when anything in it is wrong, which is then among the problems. */
function ruleOf({ row, cells: values }: TableRow, problems: FileProblem[]): BufferRule | undefined {
  const before = problems.length
  const cells = new BufferCells(values, (column, problem) => void problems.push({ row, column, problem }))
  const [sku, productId, locationId] = [cells.text('sku'), cells.productId(), cells.locationId()]
  const amount = cells.amount()
  if (amount === undefined || problems.length > before) return undefined
  const rule: BufferRule = {
    ...(sku === undefined ? {} : { sku }),
    ...(productId === undefined ? {} : { productId }),
    ...(locationId === undefined ? {} : { locationId, location: cells.text('shopifyLocation') ?? '' }),
    ...amount,
  }
  // A row that has lost its SKU must not become the rule for everything.
  if (ofProduct(rule) || locationId !== undefined || cells.text('rule') !== undefined) return rule
  problems.push({ row, column: '', problem: sentence('finding.field.either', { one: 'sku', other: 'rule' }) })
  return undefined
}

/** The rules of a buffer as the JSON of a flow has them. */
export function rulesAsJson(rules: BufferRules): string {
  return `${JSON.stringify(rules, null, 2)}\n`
}

/**
 * Reads the rules of a buffer from JSON: the rules alone, a buffer node of a flow, which has them as `rules`, or an exported flow
 * with one such node. Throws MESSAGE_MALFORMED when it is no JSON, or a flow with none or several.
 */
export function rulesFromJson(file: string): ReadRules {
  const parsed = readJson(file)
  const nodes: readonly unknown[] = Array.isArray(parsed) ? parsed.filter(isBuffer) : [parsed]
  if (nodes.length !== 1) {
    const problem = sentence('finding.field.one-node', { type: 'buffer', count: nodes.length })
    throw new SyncError('MESSAGE_MALFORMED', { field: 'file', problem })
  }
  const [node] = nodes
  return readRules(isPlainObject(node) && 'rules' in node ? node['rules'] : node)
}

function isBuffer(node: unknown): boolean {
  return isPlainObject(node) && node['type'] === 'buffer'
}

/** Reads the cells of one line of a file of buffer rules; what cannot be read is told by column. */
export class BufferCells {
  readonly #cells: ReadonlyMap<string, string>
  readonly #told: (column: BufferColumn | '', problem: Sentence) => void

  constructor(cells: ReadonlyMap<string, string>, told: (column: BufferColumn | '', problem: Sentence) => void) {
    this.#cells = cells
    this.#told = told
  }

  text(column: BufferColumn): string | undefined {
    return this.#cells.get(column)
  }

  productId(): number | undefined {
    const text = this.text('odooProductId')
    if (text === undefined) return undefined
    if (/^[1-9][0-9]{0,14}$/.test(text)) return Number(text)
    return this.#wrong('odooProductId', 'number')
  }

  /** Undefined where the rule is for every location. A name alone is none: it may have changed, or fit several. */
  locationId(): string | undefined {
    const text = this.text('shopifyLocationId')
    if (text === undefined) return this.text('shopifyLocation') === undefined ? undefined : this.#wrong('shopifyLocationId', 'missing')
    return shopifyLocationId(text) ?? this.#wrong('shopifyLocationId', 'pattern', { pattern: 'gid://shopify/Location/123' })
  }

  /** The rule and its amount; without a word for the rule, percent where the amount has a percent sign, otherwise units. */
  amount(): BufferAmount | undefined {
    const [word, text] = [this.text('rule'), this.text('amount')]
    if (word === undefined && text === undefined) return this.#wrong('', 'either', { one: 'rule', other: 'amount' })
    const named = word === undefined ? undefined : kindOfWord(word)
    if (word !== undefined && named === undefined) return this.#wrong('rule', 'enum', { allowed: ruleWords.join(', ') })
    const read = text === undefined ? undefined : decimalOf(text)
    const kind: RuleKind = named ?? (read?.percent === true ? 'percent' : 'fixed')
    if (text !== undefined && (read === undefined || (read.percent && kind !== 'percent')))
      return this.#wrong('amount', 'type', { type: 'number' })
    const readings = twoReadings(text ?? '')
    if (readings !== undefined) return this.#wrong('amount', 'thousands', readings)
    const problem = amountProblem(kind, read?.value)
    if (problem === undefined) return soundAmount(kind, read?.value)
    this.#told('amount', problem)
    return undefined
  }

  #wrong(column: BufferColumn | '', key: string, values: Record<string, string | number> = {}): undefined {
    this.#told(column, sentence(`finding.field.${key}`, values))
  }
}

/** The columns of a file of buffer rules, in their order. */
export const bufferColumns = ['sku', 'odooProductId', 'shopifyLocationId', 'shopifyLocation', 'rule', 'amount'] as const

export type BufferColumn = (typeof bufferColumns)[number]
