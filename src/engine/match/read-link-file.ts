import { SyncError } from '../../base/error/sync-error.ts'
import { readJson } from '../../base/table/read-json.ts'
import { readTable, type TableRow } from '../../base/table/read-table.ts'
import type { Say } from '../../base/text/say.ts'
import { linkColumns } from './export-links.ts'
import { isPlainObject } from '../../base/plain-object.ts'

const columns = [...linkColumns, 'odooSku']
const known = new Map(columns.map((column) => [column.toLowerCase(), column]))

/**
 * The rows of a link file. In CSV the separator may be a comma, a semicolon or a tab, and columns may come in any order;
 * what is not a known column is passed over. Throws MESSAGE_MALFORMED when it is no such file at all.
 */
export function readLinkFile(file: string, format: 'csv' | 'json', say: Say): TableRow[] {
  return format === 'csv' ? readTable(file, columns, say) : fromJson(file, say)
}

function fromJson(file: string, say: Say): TableRow[] {
  const parsed = readJson(file, say, 'payload.file')
  if (!Array.isArray(parsed)) throw malformed('payload.file', say('finding.field.no-list'))
  return parsed.map((entry: unknown, at) => {
    if (!isPlainObject(entry)) throw malformed(`payload.file[${at}]`, say('finding.field.type', { type: 'object' }))
    const cells = Object.entries(entry).flatMap(([name, value]): [string, string][] => {
      const column = known.get(name.toLowerCase())
      const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
      return column === undefined || text === '' ? [] : [[column, text]]
    })
    return { row: at + 1, cells: new Map(cells) }
  })
}

function malformed(field: string, problem: string): SyncError {
  return new SyncError('MESSAGE_MALFORMED', { field, problem })
}
