import Papa from 'papaparse'
import { SyncError } from '../error/sync-error.ts'
import type { Say } from '../text/say.ts'
import { linkColumns } from './export-links.ts'
import { isPlainRow } from './plain-row.ts'

/** A row of a link file as texts by column; `row` counts as a spreadsheet does, with the header as row 1. */
export interface FileRow {
  readonly row: number
  readonly cells: ReadonlyMap<string, string>
}

const known = new Map([...linkColumns, 'odooSku'].map((column) => [column.toLowerCase(), column]))

/**
 * The rows of a link file. In CSV the separator may be a comma, a semicolon or a tab, and columns may come in any order;
 * what is not a known column is passed over. Throws MESSAGE_MALFORMED when it is no such file at all.
 */
export function readLinkFile(file: string, format: 'csv' | 'json', say: Say): FileRow[] {
  return format === 'csv' ? fromCsv(file, say) : fromJson(file, say)
}

function fromCsv(file: string, say: Say): FileRow[] {
  const { data, errors } = Papa.parse<string[]>(file.replace(/^\uFEFF/, ''), { skipEmptyLines: false })
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken !== undefined)
    throw malformed(`row ${(broken.row ?? 0) + 1}`, say('finding.field.unreadable', { format: 'CSV', problem: broken.message }))
  const [header = [], ...rows] = data
  const columns = header.map((name) => known.get(name.trim().toLowerCase()))
  if (!columns.some((column) => column !== undefined))
    throw malformed('row 1', say('finding.field.column', { names: [...known.values()].join(', ') }))
  return rows.flatMap((cells, at): FileRow[] => {
    const named = cells.flatMap((cell, place): [string, string][] => {
      const column = columns[place]
      return column === undefined || cell.trim() === '' ? [] : [[column, unescaped(cell.trim())]]
    })
    return named.length === 0 ? [] : [{ row: at + 2, cells: new Map(named) }]
  })
}

/** A spreadsheet is kept from running a cell as a formula by a quote before it, which is no part of the value. */
function unescaped(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}

function fromJson(file: string, say: Say): FileRow[] {
  const parsed = parsedJson(file, say)
  if (!Array.isArray(parsed)) throw malformed('payload.file', say('finding.field.no-list'))
  return parsed.map((entry: unknown, at) => {
    if (!isPlainRow(entry)) throw malformed(`payload.file[${at}]`, say('finding.field.type', { type: 'object' }))
    const cells = Object.entries(entry).flatMap(([name, value]): [string, string][] => {
      const column = known.get(name.toLowerCase())
      const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
      return column === undefined || text === '' ? [] : [[column, text]]
    })
    return { row: at + 1, cells: new Map(cells) }
  })
}

function parsedJson(file: string, say: Say): unknown {
  try {
    return JSON.parse(file)
  } catch (error) {
    const problem = error instanceof Error ? error.message : ''
    throw malformed('payload.file', say('finding.field.unreadable', { format: 'JSON', problem }))
  }
}

function malformed(field: string, problem: string): SyncError {
  return new SyncError('MESSAGE_MALFORMED', { field, problem })
}
