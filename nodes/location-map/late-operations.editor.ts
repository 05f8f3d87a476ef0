import type { LateOperation } from '../../src/rules/map/map-finding.ts'
import { adminGet } from '../editor/admin-request.ts'
import { asList, asText, isPlainObject } from '../editor/plain.ts'

/** The operation types of an Odoo connection that do not reserve at confirmation; nothing when they cannot be read. */
export async function askLateOperations(connection: string | null): Promise<LateOperation[]> {
  if (connection === null) return []
  const path = `odoo-shopify/odoo-connection/${encodeURIComponent(connection)}/late-operations`
  const answer = await adminGet(path).catch(() => undefined)
  const rows = isPlainObject(answer) ? asList(answer['operations']) : []
  return rows.filter(isPlainObject).map((row) => ({
    operation: asText(row['operation']),
    method: row['method'] === 'manual' ? 'manual' : 'by_date',
    days: Number(row['days']),
    path: asList(row['path']).filter((id) => typeof id === 'number'),
  }))
}
