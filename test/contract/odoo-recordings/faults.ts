import xmlrpc from 'xmlrpc'
import type { Case } from './answers.ts'

/** Recorded faults of XML-RPC. */
export const faultCases: Readonly<Record<string, Case>> = {
  err_wrong_db_connect: (scene) => scene.raw('common', 'authenticate', ['nope', 'connector', 'connector-key', {}]),
  err_wrong_db_execute: (scene) => scene.raw('object', 'execute_kw', ['nope', 2, 'connector-key', 'stock.quant', 'search_count', [[]]]),
  err_wrong_password_execute: async (scene) =>
    scene.raw('object', 'execute_kw', ['demo-db', await scene.uid('connector'), 'wrong', 'stock.quant', 'search_count', [[]]]),
  err_no_access_model: (scene) => scene.call('plain', 'sale.order', 'search_read', [[]], { limit: 1 }),
  err_no_access_write: async (scene) =>
    scene.call('plain', 'stock.quant', 'write', [[await scene.id('stock.quant', [])], { inventory_quantity: 1 }]),
  err_no_access_create_picking: (scene) => scene.call('plain', 'stock.picking', 'create', [{ picking_type_id: 1 }]),
  err_private_method: (scene) => scene.call('connector', 'stock.quant', '_merge_quants', [[]]),
  err_missing_record_write: (scene) => scene.call('connector', 'sale.order', 'write', [[999999], { note: 'x' }]),
  err_missing_record_action: (scene) => scene.call('connector', 'sale.order', 'action_confirm', [[999999]]),
  err_unknown_model: (scene) => scene.call('connector', 'no.model', 'search_read', [[]]),
  err_unknown_method: (scene) => scene.call('connector', 'stock.quant', 'nope', [[]]),
  err_unknown_field_read: (scene) => scene.call('connector', 'stock.quant', 'search_read', [[]], { fields: ['nope'], limit: 1 }),
  err_unknown_field_domain: (scene) => scene.call('connector', 'stock.quant', 'search_read', [[['nope', '=', 1]]], { limit: 1 }),
  err_bad_domain: (scene) => scene.call('connector', 'stock.quant', 'search_read', [[['quantity', '~~', 1]]], { limit: 1 }),
  err_user_error: async (scene) => {
    const quant = await scene.id('stock.quant', [['location_id.complete_name', '=', 'NJ/Stock']])
    const context = { inventory_mode: true }
    return scene.call('connector', 'stock.quant', 'write', [[quant], { location_id: await scene.location('TX/Stock') }], { context })
  },
  err_validation_required: (scene) => scene.call('connector', 'sale.order', 'create', [{}]),
  err_dup_barcode: async (scene) =>
    scene.call('admin', 'product.product', 'write', [[await scene.product('SKU-0006')], { barcode: '4000000000001' }]),
  quant_action_apply_inventory: async (scene) => {
    const values = { product_id: await scene.product('SKU-0008'), location_id: await scene.location('NJ/Stock'), inventory_quantity: 9 }
    const quant = await scene.result('admin', 'stock.quant', 'create', [values], { context: { inventory_mode: true } })
    return scene.call('admin', 'stock.quant', 'action_apply_inventory', [[quant]])
  },
  err_serialization_exhausted: (scene) => {
    scene.sandbox.faults.add({ fault: { kind: 'serialization' }, match: { model: 'stock.quant' } })
    return scene.call('connector', 'stock.quant', 'search_count', [[]])
  },
  err_http_502_html: (scene) => {
    scene.sandbox.faults.add({ fault: { kind: 'status', status: 502 }, match: { model: 'stock.quant' } })
    return scene.call('connector', 'stock.quant', 'search_count', [[]])
  },
  err_http_429_json: (scene) => {
    scene.sandbox.faults.add({ fault: { kind: 'status', status: 429 }, match: { model: 'stock.quant' } })
    return scene.call('connector', 'stock.quant', 'search_count', [[]])
  },
  err_http_404: (scene) =>
    new Promise((resolve) => {
      xmlrpc.createClient({ url: `${scene.sandbox.url}/nowhere` }).methodCall('version', [], (error: unknown) => {
        const found: { message?: unknown; res?: { statusCode?: unknown } } = Object(error)
        resolve({ fault: { message: String(found.message), httpStatus: Number(found.res?.statusCode) } })
      })
    }),
  err_server_down: async (scene) => {
    await scene.sandbox.down()
    const answer = await scene.raw('common', 'version', [])
    await scene.sandbox.up()
    return answer
  },
}
