import type { FileProblem } from '../../../base/table/file-problem.ts'
import { readTable, type TableRow } from '../../../base/table/read-table.ts'
import { writeTable } from '../../../base/table/write-table.ts'
import type { Say } from '../../../base/text/say.ts'
import { BufferCells } from './buffer-cells.ts'
import { bufferColumns } from './buffer-columns.ts'
import type { ReadRules } from './buffer-file.ts'
import type { KeptRule, KeptRules } from './kept-rules.ts'
import { ruleKinds } from './rule-kind.ts'
import { listedRules, ofProduct, ruleList, subjectOf } from './rule-list.ts'
import { writtenAmount } from './written-amount.ts'

/** The rules of a buffer as a CSV file for a spreadsheet, one row per rule. */
export function rulesAsCsv(rules: KeptRules): string {
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
export function rulesFromCsv(file: string, say: Say): ReadRules {
  const problems: FileProblem[] = []
  const firstRows = new Map<string, number>()
  const list = readTable(file, bufferColumns, say).flatMap(({ row, cells }): KeptRule[] => {
    const rule = ruleOf({ row, cells }, problems, say)
    if (rule === undefined) return []
    const subject = subjectOf(rule)
    const first = firstRows.get(subject)
    if (first === undefined) firstRows.set(subject, row)
    else problems.push({ row, column: '', problem: say('finding.field.same-as-row', { row: first }) })
    return [rule]
  })
  return { rules: listedRules(list), problems }
}

/** The rule of one row; undefined when anything in it is wrong, which is then among the problems. */
function ruleOf({ row, cells: values }: TableRow, problems: FileProblem[], say: Say): KeptRule | undefined {
  const before = problems.length
  const cells = new BufferCells(values, (column, problem) => void problems.push({ row, column, problem }), say)
  const [sku, productId, locationId] = [cells.text('sku'), cells.productId(), cells.locationId()]
  const amount = cells.amount()
  if (amount === undefined || problems.length > before) return undefined
  const rule: KeptRule = {
    ...(sku === undefined ? {} : { sku }),
    ...(productId === undefined ? {} : { productId }),
    ...(locationId === undefined ? {} : { locationId, location: cells.text('shopifyLocation') ?? '' }),
    ...amount,
  }
  // A row that has lost its SKU must not become the rule for everything.
  if (ofProduct(rule) || locationId !== undefined || cells.text('rule') !== undefined) return rule
  problems.push({ row, column: '', problem: say('finding.field.either', { one: 'sku', other: 'rule' }) })
  return undefined
}
