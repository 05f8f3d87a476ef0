import type { StoreTables } from '../../../ports/store/store.ts'
import { millisecondsOf, odooTime } from '../odoo-reading.ts'

const day = 86_400_000
/** So long one count goes on: Odoo adds up no more than that, and a new count is compared with no older one. */
const longest = 400 * day

/**
 * Since when units count that Odoo sends off for orders (a time of Odoo, UTC): since this watch looked first, and once in more than a
 * year from anew. A time that lies ahead by more than a day was taken from a clock that was wrong.
 */
export async function ordersSince(tables: Pick<StoreTables, 'cursors'>, watch: string, now: number): Promise<string> {
  const name = `odoo-quant-watch orders ${watch}`
  const known = await tables.cursors.get(name)
  const age = known === null ? Number.NaN : now - millisecondsOf(known)
  if (known !== null && age > -day && age < longest) return known
  const since = odooTime(now)
  await tables.cursors.put(name, since)
  return since
}
