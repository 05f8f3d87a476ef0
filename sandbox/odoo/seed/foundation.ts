import type { Env } from '../orm/env.ts'
import { createRecord } from '../orm/store.ts'
import { num, type Row } from '../record/value.ts'

/** What every database has: companies, unit, and the locations outside of the warehouses, under the version's names. */
export interface Foundation {
  readonly companies: readonly Row[]
  readonly customers: Row
  readonly vendors: Row
  /** Parent of the warehouses' view locations; none in 19. */
  readonly root: number | false
}

export function layFoundation(env: Env, companyNames: readonly string[]): Foundation {
  createRecord(env, 'res.currency', { name: 'USD' })
  createRecord(env, 'uom.uom', { name: 'Units' })
  const companies = companyNames.map((name, place) =>
    createRecord(env, 'res.company', {
      name,
      currency_id: 1,
      sequence: place === 0 ? 0 : 10,
      partner_id: createRecord(env, 'res.partner', { name }).id,
    }),
  )
  createRecord(env, 'res.users', { name: 'OdooBot', login: '__system__', active: false, company_id: 1 })
  createRecord(env, 'delivery.carrier', { name: 'Standard delivery' })
  const [root, partners, virtual] = env.version === 19 ? ([false, false, false] as const) : views(env)
  const customers = location(env, { name: 'Customers', usage: 'customer', location_id: partners })
  const vendors = location(env, { name: 'Vendors', usage: 'supplier', location_id: partners })
  location(env, {
    name: 'Inter-company transit',
    usage: 'transit',
    location_id: env.version === 17 ? root : virtual,
    active: env.version !== 17,
  })
  for (const company of companies) addCompanyLocations(env, company, virtual, root)
  return { companies, customers, vendors, root }
}

function views(env: Env): [number, number, number] {
  const view = (name: string) => location(env, { name, usage: 'view' }).id
  return [view('Physical Locations'), view('Partners'), view('Virtual Locations')]
}

function addCompanyLocations(env: Env, company: Row, virtual: number | false, root: number | false): void {
  const own = { company_id: company.id, location_id: virtual }
  location(env, { ...own, name: 'Inter-warehouse transit', usage: 'transit', location_id: root, active: false })
  location(env, { ...own, name: 'Inventory adjustment', usage: 'inventory' })
  location(env, { ...own, name: 'Production', usage: 'production' })
  location(env, { ...own, name: 'Scrap', usage: 'inventory', ...(env.version === 19 ? { active: false } : { scrap_location: true }) })
}

export interface WarehousePlan {
  readonly name: string
  readonly code: string
  readonly companyId: number
}

/** A warehouse with one-step receipts and deliveries; Input and Output are there but archived, as in Odoo. */
export function addWarehouse(env: Env, foundation: Foundation, plan: WarehousePlan): Row {
  const own = { company_id: plan.companyId }
  const view = location(env, { ...own, name: plan.code, usage: 'view', location_id: foundation.root })
  const inside = (name: string, active: boolean) => location(env, { ...own, name, usage: 'internal', location_id: view.id, active })
  const stock = inside('Stock', true)
  const [input, output] = [inside('Input', false), inside('Output', false)]
  const warehouse = createRecord(env, 'stock.warehouse', {
    ...own,
    name: plan.name,
    code: plan.code,
    view_location_id: view.id,
    lot_stock_id: stock.id,
    wh_input_stock_loc_id: input.id,
    wh_output_stock_loc_id: output.id,
  })
  const type = (name: string, code: string, short: string, from: number, to: number) =>
    createRecord(env, 'stock.picking.type', {
      ...own,
      name,
      code,
      sequence_code: `${plan.code}/${short}`,
      warehouse_id: warehouse.id,
      default_location_src_id: from,
      default_location_dest_id: to,
    }).id
  env.tx.put('stock.warehouse', {
    ...warehouse,
    in_type_id: type('Receipts', 'incoming', 'IN', foundation.vendors.id, stock.id),
    out_type_id: type('Delivery Orders', 'outgoing', 'OUT', stock.id, foundation.customers.id),
    int_type_id: type('Internal Transfers', 'internal', 'INT', stock.id, stock.id),
  })
  return env.tx.get('stock.warehouse', warehouse.id) ?? warehouse
}

export function addSubLocation(env: Env, parent: number, name: string): Row {
  const above = env.tx.get('stock.location', parent)
  return location(env, {
    name,
    usage: 'internal',
    location_id: parent,
    company_id: above === undefined ? false : num(above, 'company_id') || false,
  })
}

function location(env: Env, values: Readonly<Record<string, unknown>>): Row {
  return createRecord(env, 'stock.location', values)
}
