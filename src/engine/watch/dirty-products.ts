import { idField, textField, timeField } from '../../ports/odoo/field.ts'
import type { Domain, Odoo, OdooRow } from '../../ports/odoo/odoo.ts'
import { everyRow, odooTime } from './odoo-reading.ts'
import type { WindowRows } from './poll-memory.ts'
import type { EndField } from './stock-rule.ts'

/**
 * Both are needed (odoo-facts 2): quants tell raw writes, moves tell a quant that fell to zero and was deleted, and merges.
 * The figures tell two changes within one second apart, because a write_date has whole seconds only.
 */
const sources = [
  { model: 'stock.quant', figures: ['quantity', 'reserved_quantity', 'location_id'] },
  { model: 'stock.move', figures: ['state', 'product_uom_qty', 'quantity', 'location_id', 'location_dest_id'] },
] as const

export interface DirtyProducts {
  /** In ascending order. */
  readonly productIds: readonly number[]
  /** The newest write_date among the rows that is not later than the latest, or undefined when there is none. */
  readonly newest: string | undefined
  readonly rows: WindowRows
}

/** Dates of lots that passed, or lie ahead again: those from the first time on and before the second. `now` is one of the two. */
export interface PassedDates {
  readonly field: EndField
  readonly from: string
  readonly to: string
  readonly now: string
}

/**
 * The products touched at or after the given server time. `>=`, because with `>` Odoo 19 loses the rest of the second and
 * 17 and 18 give the same row again and again (odoo-facts 4). Rows that `known` recognises do not make a product dirty, and
 * rows with a date after `latest` do not move the cursor: see `latestBelieved`. A lot whose date passes leaves no write_date
 * (odoo-orders-facts 3): the quants of those that `passed` are asked for by the same call.
 */
export async function dirtyProducts(
  odoo: Odoo,
  since: string,
  known: (row: string, figures: string) => boolean,
  latest: string,
  passed?: PassedDates,
  pageSize = 5000,
): Promise<DirtyProducts> {
  const dirty = new Set<number>()
  const window = new Map<string, string>()
  let newest: string | undefined
  for (const { model, figures } of sources) {
    const dated = model === 'stock.quant' ? passed : undefined
    const fields = ['product_id', 'write_date', ...figures, ...(dated === undefined ? [] : [dated.field])]
    for await (const rows of everyRow(odoo, model, touched(since, dated), fields, { pageSize })) {
      for (const row of rows) {
        const time = timeField(row, 'write_date')
        if (time <= latest && (newest === undefined || time > newest)) newest = time
        const name = `${model} ${row.id}`
        const told = [time, ...figures.map((field) => row[field]), ...standing(row, dated)].join(' ')
        window.set(name, told)
        if (!known(name, told)) dirty.add(idField(row, 'product_id'))
      }
    }
  }
  return { productIds: [...dirty].toSorted((one, other) => one - other), newest, rows: window }
}

function touched(since: string, passed: PassedDates | undefined): Domain {
  if (passed === undefined) return [['write_date', '>=', since]]
  return ['|', ['write_date', '>=', since], '&', [passed.field, '>=', passed.from], [passed.field, '<', passed.to]]
}

/** The date of the lot, and whether it is past: the figures of a quant that was read before its date are not known after it. */
function standing(row: OdooRow, passed: PassedDates | undefined): unknown[] {
  const end = passed === undefined ? undefined : textField(row, passed.field)
  return end === undefined || passed === undefined ? [] : [end, end < passed.now]
}

/** How far the clock of the server may be ahead of ours. */
const aheadMs = 86_400_000

/**
 * The latest write_date that moves the cursor. While the clock of a server was wrong it gave rows a date in the future, which
 * they keep: a cursor from such a row would see nothing until that day.
 */
export function latestBelieved(now: number): string {
  return odooTime(now + aheadMs)
}

/** The newest write_date there is, the cursor to begin from; undefined when nothing was ever moved. */
export async function newestWriteDate(odoo: Odoo, latest: string): Promise<string | undefined> {
  const believed = (await newestDates(odoo, [['write_date', '<=', latest]])).filter((time) => time <= latest)
  // When everything is later than that, it is our clock that is wrong.
  return (believed.length > 0 ? believed : await newestDates(odoo, [])).toSorted().at(-1)
}

async function newestDates(odoo: Odoo, domain: Domain): Promise<string[]> {
  const newest: string[] = []
  for (const { model } of sources) {
    const rows = await odoo.searchRead(model, domain, ['write_date'], { order: 'write_date desc, id desc', limit: 1 })
    newest.push(...rows.map((row) => timeField(row, 'write_date')))
  }
  return newest
}
