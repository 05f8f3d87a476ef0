import { idField, numberField } from '../../../ports/odoo/field.ts'
import type { Odoo, OdooRow } from '../../../ports/odoo/odoo.ts'
import { everyRow } from '../odoo-reading.ts'

/** How many of the second unit one of the first is; undefined when the two measure different things. */
export type UnitRatio = (from: number, to: number) => number | undefined

interface Unit {
  /** How many of the reference unit one of this is. */
  readonly size: number
  /** Units of one family have a common reference. */
  readonly family: string
}

/** The ratios of units of measure. Odoo 17 and 18 say the inverse of what 19 says, and 19 has a tree in place of categories. */
export async function readUnitRatios(odoo: Odoo): Promise<UnitRatio> {
  const tree = (await odoo.identity()).dialect.units === 'tree'
  const fields = ['factor', tree ? 'relative_uom_id' : 'category_id']
  const rows = new Map<number, OdooRow>()
  for await (const page of everyRow(odoo, 'uom.uom', [], fields, { pageSize: 1000, context: { active_test: false } })) {
    for (const row of page) rows.set(row.id, row)
  }
  const units = new Map([...rows.values()].map((row) => [row.id, tree ? unitOfTree(row, rows) : unitOfCategory(row)]))
  return (from, to) => {
    const [one, other] = [units.get(from), units.get(to)]
    if (from === to) return 1
    return one === undefined || other === undefined || one.family !== other.family ? undefined : one.size / other.size
  }
}

function unitOfCategory(row: OdooRow): Unit {
  return { size: 1 / numberField(row, 'factor'), family: `category ${idField(row, 'category_id')}` }
}

function unitOfTree(row: OdooRow, rows: ReadonlyMap<number, OdooRow>): Unit {
  const seen = new Set([row.id])
  let root = row
  for (let above = rows.get(Number(root['relative_uom_id'])); above !== undefined && !seen.has(above.id);) {
    seen.add(above.id)
    root = above
    above = rows.get(Number(root['relative_uom_id']))
  }
  return { size: numberField(row, 'factor'), family: `root ${root.id}` }
}
