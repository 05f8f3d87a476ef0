import { adminGroups, connectorGroups } from './account.ts'
import type { Env } from './orm/env.ts'
import { createRecord } from './orm/store.ts'
import { num } from './record/value.ts'
import { addSubLocation, addWarehouse, type Foundation, layFoundation } from './seed/foundation.ts'
import { stockUp } from './seed/stock-up.ts'

/** Users of the demo: the connector with the rights it needs and Main Co only, and an administrator of both companies. */
export const demoUsers = [
  { login: 'connector', apiKey: 'demo-key', name: 'Connector', companyIds: [1], groups: connectorGroups },
  { login: 'admin', apiKey: 'admin-demo-key', name: 'Administrator', companyIds: [1, 2], groups: adminGroups },
] as const

/**
 * The demo: Main Co with warehouses New Jersey, Texas and UK; Second Co with one of its own; SKU-0001…SKU-0020 with
 * barcodes 4000000000001…, a kit, a manufactured product, one without a SKU, two with the same SKU, one archived.
 */
export function demoWarehouse(env: Env): void {
  const foundation = layFoundation(env, ['Main Co', 'Second Co'])
  const places = addPlaces(env, foundation)
  createRecord(env, 'res.partner', { name: 'Test Customer', email: 'customer@example.com' })
  const skus = Array.from({ length: 20 }, (_, place) => addNumbered(env, place + 1))
  skus.forEach((id, place) => {
    stockUp(env, id, places.njSaleable, 60 + place)
    stockUp(env, id, places.njStock, 40)
    stockUp(env, id, places.txStock, 50)
    stockUp(env, id, places.ukStock, 30)
  })
  const [first, second, third] = skus
  if (first === undefined || second === undefined || third === undefined) return
  stockUp(env, first, places.njZoneB, 10)
  stockUp(env, first, places.njQuarantine, 5)
  stockUp(env, second, places.ukQuarantine, 3)
  stockUp(env, first, places.secondStock, 7)
  const kit = addProduct(env, { default_code: 'KIT-1', name: 'Test kit 1', barcode: '4000000001001' })
  addBom(env, kit, 'phantom', [
    [first, 2],
    [second, 1],
  ])
  const made = addProduct(env, { default_code: 'MFG-1', name: 'Test manufactured 1', barcode: '4000000002001' })
  addBom(env, made, 'normal', [[third, 1]])
  for (const values of oddProducts) {
    const id = addProduct(env, values)
    stockUp(env, id, places.njStock, 12)
    if (values.active === false) archive(env, id)
  }
}

/** Products that a SKU map must notice. The archived one keeps its stock (odoo-facts 6). */
const oddProducts: readonly {
  readonly name: string
  readonly default_code?: string
  readonly barcode?: string
  readonly active?: false
}[] = [
  { name: 'Product without SKU', barcode: '4000000003001' },
  { name: 'Duplicate SKU, first', default_code: 'DUP-1', barcode: '4000000004001' },
  { name: 'Duplicate SKU, second', default_code: 'DUP-1', barcode: '4000000004002' },
  { name: 'Archived product', default_code: 'OLD-1', barcode: '4000000005001', active: false },
]

function addPlaces(env: Env, foundation: Foundation) {
  const stockOf = (name: string, code: string, companyId: number) =>
    num(addWarehouse(env, foundation, { name, code, companyId }), 'lot_stock_id')
  const njStock = stockOf('New Jersey', 'NJ', 1)
  const txStock = stockOf('Texas', 'TX', 1)
  const ukStock = stockOf('UK', 'UK', 1)
  const secondStock = stockOf('Second WH', 'SC', 2)
  const njSaleable = addSubLocation(env, njStock, 'Saleable').id
  return {
    njStock,
    txStock,
    ukStock,
    secondStock,
    njSaleable,
    njZoneB: addSubLocation(env, njSaleable, 'Zone-B').id,
    njQuarantine: addSubLocation(env, njStock, 'Quarantine').id,
    ukQuarantine: addSubLocation(env, ukStock, 'Quarantine').id,
  }
}

function addNumbered(env: Env, number: number): number {
  return addProduct(env, {
    default_code: `SKU-${String(number).padStart(4, '0')}`,
    name: `Test product ${String(number).padStart(2, '0')}`,
    barcode: String(4_000_000_000_000 + number),
    list_price: 10 + number,
  })
}

function addProduct(env: Env, values: Readonly<Record<string, unknown>>): number {
  const { active: _active, ...others } = values
  return createRecord(env, 'product.product', others).id
}

function archive(env: Env, id: number): void {
  const row = env.tx.get('product.product', id)
  if (row === undefined) return
  env.tx.put('product.product', { ...row, active: false })
  const template = env.tx.get('product.template', num(row, 'product_tmpl_id'))
  if (template !== undefined) env.tx.put('product.template', { ...template, active: false })
}

function addBom(env: Env, product: number, type: 'phantom' | 'normal', parts: readonly (readonly [number, number])[]): void {
  const row = env.tx.get('product.product', product)
  if (row === undefined) return
  createRecord(env, 'mrp.bom', {
    product_tmpl_id: num(row, 'product_tmpl_id'),
    type,
    company_id: 1,
    bom_line_ids: parts.map(([id, quantity]) => [0, 0, { product_id: id, product_qty: quantity }]),
  })
}
