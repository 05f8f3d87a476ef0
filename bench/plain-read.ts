import OdooAwait from 'odoo-await'
import type { OdooSettings } from '../src/adapters/odoo/settings.ts'

const pageSize = 5000
const wanted = [
  ['stock.quant', ['product_id', 'location_id', 'quantity', 'reserved_quantity']],
  ['product.product', ['default_code', 'barcode', 'display_name', 'active', 'type', 'is_storable']],
] as const

type Rows = readonly { readonly id: number }[]

/** Milliseconds to get and parse all quants and products in the plainest way: what no watch can be faster than. */
export async function plainRead(settings: OdooSettings): Promise<number> {
  const read = settings.transport === 'json-2' ? overJson2(settings) : await overXmlRpc(settings)
  const begun = performance.now()
  for (const [model, fields] of wanted) {
    for (let last = 0; ;) {
      const rows = await read(model, [['id', '>', last]], { fields, limit: pageSize, order: 'id' })
      last = rows.at(-1)?.id ?? last
      if (rows.length < pageSize) break
    }
  }
  return performance.now() - begun
}

type Read = (model: string, domain: readonly unknown[], named: object) => Promise<Rows>

function overJson2({ url, database, apiKey }: OdooSettings): Read {
  const headers = { 'content-type': 'application/json', authorization: `bearer ${apiKey}`, 'x-odoo-database': database }
  return async (model, domain, named) => {
    const body = JSON.stringify({ domain, ...named, load: null })
    const answer = await fetch(`${url}/json/2/${model}/search_read`, { method: 'POST', headers, body })
    const rows: Rows = JSON.parse(await answer.text())
    return rows
  }
}

async function overXmlRpc({ url, database, username, apiKey }: OdooSettings): Promise<Read> {
  const client = new OdooAwait({ baseUrl: url, db: database, username, password: apiKey })
  await client.connect()
  return async (model, domain, named) => {
    const rows: Rows = await client.execute_kw(model, 'search_read', [[domain], { ...named, load: '' }])
    return rows
  }
}
