import { describeFailure } from '../../base/error/describe.ts'
import type { Failure } from '../../base/error/failure.ts'
import type { ErrorCode } from '../../base/error/catalogue.ts'
import type { Link } from '../../ports/store/link.ts'
import type { TableRow } from '../../base/table/read-table.ts'
import type { Say } from '../../base/text/say.ts'
import { judgeAsks } from './judge-asks.ts'
import type { AskField, LinkAsk } from '../../rules/link/link-ask.ts'
import type { LinkPorts, MatchSettings } from './link-ports.ts'
import { setLinks } from './set-links.ts'

/** One thing that is wrong with a row of a link file. */
export interface ImportProblem {
  /** As a spreadsheet counts, with the header as row 1. */
  readonly row: number
  readonly field: AskField | 'by' | 'shop' | 'odooDatabase'
  /** In words. */
  readonly problem: string
  /** Code from docs/errors.md, when the systems refuse the link and not the file. */
  readonly code?: ErrorCode
}

export interface Imported {
  readonly rows: number
  /** Links that were stored. */
  readonly linked: number
  /** Rows that say what is stored already. */
  readonly unchanged: number
  /** Every row that has one, in the order of the file. */
  readonly problems: readonly ImportProblem[]
  /** What has to be looked at because of it. */
  readonly items: readonly string[]
  readonly products: readonly number[]
  readonly unwritten: readonly Failure[]
}

export interface ImportOptions {
  /** Stores the rows that are right, even when others are wrong. */
  readonly partial: boolean
  readonly override: boolean
  readonly signal?: AbortSignal
}

/**
 * Links the rows of a file, each judged as a link by hand. Unless `partial`, one wrong row means that nothing is changed.
 * Throws ODOO_*, SHOPIFY_*, STORE_*.
 */
export async function importLinks(
  ports: LinkPorts,
  settings: MatchSettings,
  rows: readonly TableRow[],
  { partial, ...options }: ImportOptions,
): Promise<Imported> {
  const { odoo, shopify, say } = ports
  const { name: odooDatabase } = await odoo.identity()
  const read = rows.map((row) => readRow(row, shopify.shop, odooDatabase, say))
  const asks = read.flatMap(({ row, ask }) => (ask === undefined ? [] : [{ row, ask }]))
  const problems = read.flatMap((entry) => entry.problems)
  const judged = partial || problems.length === 0 ? asks : []
  const verdicts = await judgeAsks(
    ports,
    judged.map(({ ask }) => ask),
    options,
  )
  for (const [at, verdict] of verdicts.entries()) {
    if (verdict.outcome !== 'refused') continue
    const { text } = describeFailure(verdict.failure, say, '')
    problems.push({ row: judged[at]?.row ?? 0, field: verdict.field, problem: text, code: verdict.failure.code })
  }
  const linked = partial || problems.length === 0 ? verdicts.flatMap((verdict) => (verdict.outcome === 'linked' ? verdict : [])) : []
  const unchanged = linked.filter(({ known }) => known).length
  const set = await setLinks(ports, settings, linked)
  const inOrder = problems.toSorted((one, other) => one.row - other.row)
  return { rows: rows.length, linked: linked.length - unchanged, unchanged, problems: inOrder, ...set }
}

interface ReadRow {
  readonly row: number
  readonly ask: LinkAsk | undefined
  readonly problems: ImportProblem[]
}

function readRow({ row, cells }: TableRow, shop: string, odooDatabase: string, say: Say): ReadRow {
  const problems: ImportProblem[] = []
  const problem = (field: ImportProblem['field'], key: string, values: Record<string, string> = {}): void => {
    problems.push({ row, field, problem: say(`finding.field.${key}`, values) })
  }
  for (const [field, expected] of [
    ['shop', shop],
    ['odooDatabase', odooDatabase],
  ] as const) {
    const found = cells.get(field)
    if (found !== undefined && found !== expected) problem(field, 'other-shop', { found, expected })
  }
  const id = cells.get('odooProductId')
  const by = cells.get('by')
  const named = { ...cellOf(cells, 'inventoryItemId'), ...cellOf(cells, 'variantId'), ...cellOf(cells, 'sku') }
  if (Object.keys(named).length === 0) problem('sku', 'needs-one', { names: 'inventoryItemId, variantId, sku' })
  if (id === undefined && !cells.has('odooSku')) problem('odooProductId', 'needs-one', { names: 'odooProductId, odooSku' })
  if (id !== undefined && !/^[1-9]\d{0,14}$/.test(id)) problem('odooProductId', 'number')
  if (by !== undefined && !isBy(by)) problem('by', 'enum', { allowed: 'sku, barcode, hand' })
  if (problems.length > 0) return { row, ask: undefined, problems }
  return {
    row,
    problems,
    ask: {
      ...named,
      ...cellOf(cells, 'odooSku'),
      ...(id === undefined ? {} : { odooProductId: Number(id) }),
      ...(by !== undefined && isBy(by) ? { by } : {}),
    },
  }
}

function cellOf<F extends string>(cells: ReadonlyMap<string, string>, field: F): { [K in F]?: string } {
  const value = cells.get(field)
  const named: { [K in F]?: string } = {}
  if (value !== undefined) named[field] = value
  return named
}

function isBy(by: string): by is Link['by'] {
  return by === 'sku' || by === 'barcode' || by === 'hand'
}
