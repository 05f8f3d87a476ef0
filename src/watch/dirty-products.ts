import { idField, neededTextField } from '../odoo/field.ts'
import type { Odoo, OdooRow } from '../odoo/odoo.ts'
import { everyRow } from './every-row.ts'
import type { WindowRows } from './poll-memory.ts'

/**
 * Both are needed (odoo-facts 2): quants tell raw writes, moves tell a quant that fell to zero and was deleted, and merges.
 * The figures tell two changes within one second apart, because a write_date has whole seconds only.
 */
const sources = [
  { model: 'stock.quant', figures: ['quantity', 'reserved_quantity', 'location_id'] },
  { model: 'stock.move', figures: ['state', 'quantity'] },
] as const

export interface DirtyProducts {
  /** In ascending order. */
  readonly productIds: readonly number[]
  /** The newest write_date among the rows, or undefined when there are none. */
  readonly newest: string | undefined
  readonly rows: WindowRows
}

/**
 * The products touched at or after the given server time. `>=`, because with `>` Odoo 19 loses the rest of the second and
 * 17 and 18 give the same row again and again (odoo-facts 4). Rows that `known` recognises do not make a product dirty.
 */
export async function dirtyProducts(
  odoo: Odoo,
  since: string,
  known: (row: string, figures: string) => boolean,
  pageSize = 5000,
): Promise<DirtyProducts> {
  const dirty = new Set<number>()
  const window = new Map<string, string>()
  let newest: string | undefined
  for (const { model, figures } of sources) {
    const fields = ['product_id', 'write_date', ...figures]
    for await (const rows of everyRow(odoo, model, [['write_date', '>=', since]], fields, { pageSize })) {
      for (const row of rows) {
        const time = neededTextField(row, 'write_date')
        if (newest === undefined || time > newest) newest = time
        const name = `${model} ${row.id}`
        const told = [time, ...figures.map((field) => row[field])].join(' ')
        window.set(name, told)
        if (!known(name, told)) dirty.add(idField(row, 'product_id'))
      }
    }
  }
  return { productIds: [...dirty].toSorted((one, other) => one - other), newest, rows: window }
}

/** The newest write_date there is, the cursor to begin from; undefined when nothing was ever moved. */
export async function newestWriteDate(odoo: Odoo): Promise<string | undefined> {
  const newest: string[] = []
  for (const { model } of sources) {
    const rows: OdooRow[] = await odoo.searchRead(model, [], ['write_date'], { order: 'write_date desc, id desc', limit: 1 })
    newest.push(...rows.map((row) => neededTextField(row, 'write_date')))
  }
  return newest.toSorted().at(-1)
}
