import type { LateOperation } from '../../rules/map/map-finding.ts'
import { idField, neededTextField, numberField, textField } from '../../ports/odoo/field.ts'
import type { Odoo } from '../../ports/odoo/odoo.ts'

/**
 * The operation types that take sold goods from the stock of a warehouse and do not reserve them at confirmation: the first
 * step of its deliveries. Two small calls, or three when there are some. Reads only; throws ODOO_*.
 */
export async function lateOperations(odoo: Odoo): Promise<LateOperation[]> {
  const houses = await odoo.searchRead('stock.warehouse', [], ['name', 'delivery_steps', 'lot_stock_id', 'out_type_id', 'pick_type_id'])
  const first = new Map(
    houses.flatMap((house) => {
      const type = house[house['delivery_steps'] === 'ship_only' ? 'out_type_id' : 'pick_type_id']
      return typeof type === 'number' ? [[type, house] as const] : []
    }),
  )
  if (first.size === 0) return []
  const late = await odoo.searchRead(
    'stock.picking.type',
    [
      ['id', 'in', [...first.keys()]],
      ['reservation_method', 'in', ['manual', 'by_date']],
    ],
    ['name', 'reservation_method', 'reservation_days_before'],
    { order: 'id' },
  )
  if (late.length === 0) return []
  const stocks = [...first.values()].map((house) => idField(house, 'lot_stock_id'))
  const paths = new Map(
    (await odoo.searchRead('stock.location', [['id', 'in', stocks]], ['parent_path'])).map((row) => [
      row.id,
      pathOf(neededTextField(row, 'parent_path')),
    ]),
  )
  return late.flatMap((type) => {
    const house = first.get(type.id)
    const path = house && paths.get(idField(house, 'lot_stock_id'))
    if (house === undefined || path === undefined) return []
    return [
      {
        operation: `${textField(house, 'name') ?? ''}: ${textField(type, 'name') ?? ''}`,
        method: type['reservation_method'] === 'manual' ? ('manual' as const) : ('by_date' as const),
        days: numberField(type, 'reservation_days_before'),
        path,
      },
    ]
  })
}

function pathOf(path: string): number[] {
  return path
    .split('/')
    .filter((id) => id !== '')
    .map(Number)
}
