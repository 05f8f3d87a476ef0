import type { OdooRow, OdooValues } from '../../../src/ports/odoo/odoo.ts'

/** The rows grouped and added up, as a server does it. */
export function summed(rows: readonly OdooRow[], by: readonly string[], sum: string): OdooValues[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify(by.map((field) => row[field])))
  return [...groups.values()].map((some) => {
    const keys = by.map((field) => [field, some[0]?.[field]] as const)
    return Object.fromEntries([...keys, [sum, some.reduce((total, row) => total + Number(row[sum]), 0)]])
  })
}

/** What quants have reserved and lines have sent: `location -> [reserved, sent]`, only what is not zero. */
export function unitsOf(quants: readonly OdooRow[], sent: readonly OdooRow[]): Record<number, [number, number]> {
  const sums: Record<number, [number, number]> = {}
  const add = (at: number, reserved: number, gone: number): void => {
    const [before, already] = sums[at] ?? [0, 0]
    sums[at] = [before + reserved, already + gone]
  }
  for (const row of quants) add(Number(row['location_id']), Number(row['reserved_quantity']), 0)
  for (const row of sent) add(Number(row['location_id']), 0, Number(row['quantity_product_uom']))
  return Object.fromEntries(Object.entries(sums).filter(([, [reserved, gone]]) => reserved !== 0 || gone !== 0))
}
