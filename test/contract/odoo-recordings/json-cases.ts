import type { Scene } from './scene.ts'

export type JsonAnswer = Awaited<ReturnType<Scene['json']>>
type JsonCase = (scene: Scene) => Promise<JsonAnswer>

const count = '/json/2/stock.quant/search_count'
const read = '/json/2/stock.quant/search_read'

/** Recorded JSON-2 calls of 19, answers and errors. */
export const jsonCases: Readonly<Record<string, JsonCase>> = {
  err_json2_ok: (scene) => scene.json(count, { domain: [] }),
  err_json2_bad_key: (scene) => scene.json(count, { domain: [] }, { authorization: 'bearer wrong' }),
  err_json2_no_auth: (scene) => scene.json(count, { domain: [] }, { authorization: undefined }),
  err_json2_wrong_db: (scene) => scene.json(count, { domain: [] }, { 'x-odoo-database': 'nope' }),
  err_json2_wrong_ctype: (scene) => scene.json(count, { domain: [] }, { 'content-type': 'text/plain' }),
  err_json2_positional_list: (scene) => scene.json(count, [[]]),
  err_json2_company_denied: (scene) => scene.json(count, { domain: [], context: { allowed_company_ids: [2] } }),
  err_json2_bad_kw: (scene) => scene.json(read, { nope: 1 }),
  err_json2_unknown_field: (scene) => scene.json(read, { domain: [], fields: ['nope'], limit: 1 }),
  err_json2_unknown_domain_field: (scene) => scene.json(read, { domain: [['nope', '=', 1]], limit: 1 }),
  err_json2_unknown_model: (scene) => scene.json('/json/2/no.model/search_read', { domain: [] }),
  err_json2_unknown_method: (scene) => scene.json('/json/2/stock.quant/nope', {}),
  err_json2_private: (scene) => scene.json('/json/2/stock.quant/_merge_quants', {}),
  err_json2_missing_read: (scene) => scene.json('/json/2/sale.order/read', { ids: [999999], fields: ['name'] }),
  err_json2_missing_write: (scene) => scene.json('/json/2/sale.order/write', { ids: [999999], vals: { note: 'x' } }),
  err_json2_no_access: (scene) =>
    scene.json('/json/2/sale.order/search_read', { domain: [], limit: 1 }, { authorization: 'bearer plain-key' }),
  err_json2_no_access_write: (scene) =>
    scene.json('/json/2/stock.picking/create', { vals_list: [{ picking_type_id: 1 }] }, { authorization: 'bearer plain-key' }),
  err_json2_validation: (scene) => scene.json('/json/2/sale.order/create', { vals_list: [{}] }),
  err_json2_dup_barcode: async (scene) =>
    scene.json(
      '/json/2/product.product/write',
      { ids: [await scene.product('SKU-0006')], vals: { barcode: '4000000000001' } },
      { authorization: 'bearer admin-key' },
    ),
  err_json2_create_single_dict: (scene) =>
    scene.json('/json/2/res.partner/create', { vals_list: { name: 'x' } }, { authorization: 'bearer admin-key' }),
  err_json2_none_result: (scene) => scene.json('/json/2/stock.quant/action_apply_inventory', { ids: [] }),
  err_json2_serialization_exhausted: (scene) => {
    scene.sandbox.faults.add({ fault: { kind: 'serialization' }, match: { transport: 'json-2' } })
    return scene.json(count, { domain: [] })
  },
  json2_quant_search_read: async (scene) =>
    scene.json(read, {
      domain: [['location_id', 'child_of', [await scene.location('NJ/Stock')]]],
      fields: ['product_id', 'location_id', 'quantity', 'reserved_quantity', 'write_date'],
      load: null,
    }),
  json2_quant_formatted_read_group: async (scene) =>
    scene.json('/json/2/stock.quant/formatted_read_group', {
      domain: [['location_id', 'child_of', await scene.location('NJ/Stock')]],
      groupby: ['product_id', 'location_id'],
      aggregates: ['quantity:sum', 'reserved_quantity:sum'],
    }),
  json2_product_free_qty: async (scene) =>
    scene.json('/json/2/product.product/read', {
      ids: [await scene.product('SKU-0001')],
      fields: ['default_code', 'free_qty', 'qty_available'],
      context: { warehouse_id: 1 },
    }),
  json2_sale_order_create: async (scene) =>
    scene.json('/json/2/sale.order/create', {
      vals_list: [
        {
          partner_id: await scene.id('res.partner', []),
          warehouse_id: 1,
          client_order_ref: 'SHOP-3001',
          order_line: [[0, 0, { product_id: await scene.product('SKU-0002'), product_uom_qty: 1 }]],
        },
      ],
    }),
}
