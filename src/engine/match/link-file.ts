import type { ErrorCode } from '../../base/error/catalogue.ts'
import { sentenceOf } from '../../base/error/describe.ts'
import type { Failure } from '../../base/error/failure.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { isPlainObject } from '../../base/plain-object.ts'
import { readJson } from '../../base/table/read-json.ts'
import { readTable, type TableRow } from '../../base/table/read-table.ts'
import { writeTable } from '../../base/table/write-table.ts'
import { sentence, type Sentence } from '../../base/text/say.ts'
import type { Link } from '../../ports/store/link.ts'
import type { Store } from '../../ports/store/store.ts'
import type { RequestField, LinkRequest } from '../../rules/link/link-request.ts'
import { setLinks } from './hand-links.ts'
import type { LinkPorts, MatchSettings } from './link-ports.ts'
import { decideRequests } from './link-requests.ts'
import { storedLinks } from './stored-links.ts'

/** The columns of a link file, in their order. An import takes them all and needs only one name of either side. */
export const linkColumns = ['sku', 'variantId', 'inventoryItemId', 'odooProductId', 'by', 'at', 'shop', 'odooDatabase'] as const

/** Every link of a shop as one file. Cells that a spreadsheet would run as a formula are escaped in CSV. */
export async function linksFile(store: Store, shop: string, format: 'csv' | 'json'): Promise<string> {
  const parts: string[] = []
  for await (const page of storedLinks(store, shop)) parts.push(format === 'csv' ? csvOf(page) : page.map(jsonOf).join(',\n'))
  if (format === 'csv') return [writeTable([linkColumns]), ...parts].join('\r\n') + '\r\n'
  return `[\n${parts.join(',\n')}\n]\n`
}

function csvOf(links: readonly Link[]): string {
  const rows = links.map((link) => linkColumns.map((column) => (column === 'at' ? new Date(link.at).toISOString() : String(link[column]))))
  return writeTable(rows)
}

function jsonOf(link: Link): string {
  return JSON.stringify({ ...link, at: new Date(link.at).toISOString() })
}

const columns = [...linkColumns, 'odooSku']
const columnOf = new Map(columns.map((column) => [column.toLowerCase(), column]))

/**
 * The rows of a link file. In CSV the separator may be a comma, a semicolon or a tab, and columns may come in any order;
 * what is not a known column is passed over. Throws MESSAGE_MALFORMED when it is no such file at all.
 */
export function readLinkFile(file: string, format: 'csv' | 'json'): TableRow[] {
  return format === 'csv' ? readTable(file, columns) : fromJson(file)
}

function fromJson(file: string): TableRow[] {
  const parsed = readJson(file, 'payload.file')
  if (!Array.isArray(parsed)) throw malformed('payload.file', sentence('finding.field.no-list'))
  return parsed.map((entry: unknown, at) => {
    if (!isPlainObject(entry)) throw malformed(`payload.file[${at}]`, sentence('finding.field.type', { type: 'object' }))
    const cells = Object.entries(entry).flatMap(([name, value]): [string, string][] => {
      const column = columnOf.get(name.toLowerCase())
      const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
      return column === undefined || text === '' ? [] : [[column, text]]
    })
    return { row: at + 1, cells: new Map(cells) }
  })
}

function malformed(field: string, problem: Sentence): SyncError {
  return new SyncError('MESSAGE_MALFORMED', { field, problem })
}

/** One thing that is wrong with a row of a link file. */
export interface ImportProblem {
  /** As a spreadsheet counts, with the header as row 1. */
  readonly row: number
  readonly field: RequestField | 'by' | 'shop' | 'odooDatabase'
  readonly problem: Sentence
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
 * Links the rows of a file, each decided as a link by hand. Unless `partial`, one wrong row means that nothing is changed.
 * Throws ODOO_*, SHOPIFY_*, STORE_*.
 */
export async function importLinks(
  ports: LinkPorts,
  settings: MatchSettings,
  rows: readonly TableRow[],
  { partial, ...options }: ImportOptions,
): Promise<Imported> {
  const { odoo, shopify } = ports
  const { name: odooDatabase } = await odoo.identity()
  const read = rows.map((row) => readRow(row, shopify.shop, odooDatabase))
  const requests = read.flatMap(({ row, request }) => (request === undefined ? [] : [{ row, request }]))
  const problems = read.flatMap((entry) => entry.problems)
  const decided = partial || problems.length === 0 ? requests : []
  const verdicts = await decideRequests(
    ports,
    decided.map(({ request }) => request),
    options,
  )
  for (const [at, verdict] of verdicts.entries()) {
    if (verdict.outcome !== 'refused') continue
    problems.push({ row: decided[at]?.row ?? 0, field: verdict.field, problem: sentenceOf(verdict.failure), code: verdict.failure.code })
  }
  const linked = partial || problems.length === 0 ? verdicts.flatMap((verdict) => (verdict.outcome === 'linked' ? verdict : [])) : []
  const unchanged = linked.filter(({ known }) => known).length
  const set = await setLinks(ports, settings, linked)
  const inOrder = problems.toSorted((one, other) => one.row - other.row)
  return { rows: rows.length, linked: linked.length - unchanged, unchanged, problems: inOrder, ...set }
}

interface ReadRow {
  readonly row: number
  readonly request: LinkRequest | undefined
  readonly problems: ImportProblem[]
}

function readRow({ row, cells }: TableRow, shop: string, odooDatabase: string): ReadRow {
  const problems: ImportProblem[] = []
  const problem = (field: ImportProblem['field'], key: string, values: Record<string, string> = {}): void => {
    problems.push({ row, field, problem: sentence(`finding.field.${key}`, values) })
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
  if (problems.length > 0) return { row, request: undefined, problems }
  return {
    row,
    problems,
    request: {
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
