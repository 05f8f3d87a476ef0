import type { Answer, Scene } from './scene.ts'

/** Brings the simulator to where the recorded call was made, and makes it. Recordings without a case are not needed by the connector. */
export type Case = (scene: Scene) => Promise<Answer>

const quantFields = ['product_id', 'location_id', 'quantity', 'reserved_quantity', 'write_date']

async function quantDomain(scene: Scene): Promise<unknown[]> {
  const products = await Promise.all(['SKU-0001', 'SKU-0002', 'SKU-0003'].map((sku) => scene.product(sku)))
  return [
    ['product_id', 'in', products],
    ['location_id', 'child_of', await scene.location('NJ/Stock')],
  ]
}

async function partlyDelivered(scene: Scene): Promise<number> {
  const sold = await scene.sandbox.driver.sell({ warehouse: 'UK', lines: [{ product: 'SKU-0003', quantity: 6 }], reference: 'SHOP-2001' })
  await scene.sandbox.driver.deliver({ order: sold.orderId, lines: [{ product: 'SKU-0003', quantity: 4 }], trackingRef: 'TRK123' })
  return sold.orderId
}

async function newOrder(scene: Scene): Promise<unknown> {
  const values = {
    partner_id: await scene.id('res.partner', []),
    warehouse_id: await scene.id('stock.warehouse', [['code', '=', 'NJ']]),
    client_order_ref: 'SHOP-1001',
    origin: 'shopify:1001',
    order_line: [[0, 0, { product_id: await scene.product('SKU-0004'), product_uom_qty: 7, price_unit: 9.5 }]],
  }
  return values
}

async function returnWizard(scene: Scene): Promise<{ id: number; context: Record<string, unknown> }> {
  const order = await partlyDelivered(scene)
  const picking = await scene.id('stock.picking', [
    ['sale_id', '=', order],
    ['state', '=', 'done'],
  ])
  const context = { active_id: picking, active_ids: [picking], active_model: 'stock.picking' }
  const id = await scene.result('connector', 'stock.return.picking', 'create', [{ picking_id: picking }], { context })
  return { id: Number(id), context }
}

/** Recorded answers that are no errors. */
export const answerCases: Readonly<Record<string, Case>> = {
  company: (scene) => scene.call('admin', 'res.company', 'search_read', [[]], { fields: ['name'] }),
  warehouses: (scene) =>
    scene.call('connector', 'stock.warehouse', 'search_read', [[]], {
      fields: ['name', 'code', 'company_id', 'lot_stock_id', 'view_location_id', 'delivery_steps', 'reception_steps', 'partner_id'],
    }),
  locations: (scene) =>
    scene.call('connector', 'stock.location', 'search_read', [[['usage', 'in', ['internal', 'transit']]]], {
      fields: ['complete_name', 'usage', 'location_id', 'warehouse_id', 'company_id', 'parent_path', 'active'],
    }),
  products: (scene) =>
    scene.call('connector', 'product.product', 'search_read', [[['default_code', 'like', 'SKU-000']]], {
      fields: ['default_code', 'barcode', 'display_name', 'product_tmpl_id', 'uom_id', 'active', 'write_date', 'type'],
      limit: 10,
    }),
  kit_bom: (scene) =>
    scene.call('connector', 'mrp.bom', 'search_read', [[['type', '=', 'phantom']]], {
      fields: ['product_tmpl_id', 'product_id', 'product_qty', 'bom_line_ids', 'write_date'],
    }),
  fields_get_quant: (scene) =>
    scene.call(
      'connector',
      'stock.quant',
      'fields_get',
      [['quantity', 'reserved_quantity', 'write_date', 'available_quantity', 'location_id']],
      {
        attributes: ['type', 'string', 'store', 'searchable', 'readonly'],
      },
    ),
  quant_search_read: async (scene) =>
    scene.call('connector', 'stock.quant', 'search_read', [await quantDomain(scene)], { fields: [...quantFields, 'company_id'] }),
  quant_search_read_load_empty: async (scene) =>
    scene.call('connector', 'stock.quant', 'search_read', [await quantDomain(scene)], { fields: quantFields, load: '' }),
  quant_read_group: async (scene) =>
    scene.call(
      'connector',
      'stock.quant',
      'read_group',
      [await quantDomain(scene), ['quantity:sum', 'reserved_quantity:sum'], ['product_id', 'location_id']],
      {
        lazy: false,
      },
    ),
  quant_formatted_read_group: async (scene) =>
    scene.call('connector', 'stock.quant', 'formatted_read_group', [
      await quantDomain(scene),
      ['product_id', 'location_id'],
      ['quantity:sum', 'reserved_quantity:sum'],
    ]),
  product_free_qty_ctx: async (scene) =>
    scene.call('connector', 'product.product', 'read', [[await scene.product('SKU-0001')], ['default_code', 'free_qty', 'qty_available']], {
      context: { [scene.version === 17 ? 'warehouse' : 'warehouse_id']: 1 },
    }),
  sale_order_create: async (scene) => scene.call('connector', 'sale.order', 'create', [await newOrder(scene)]),
  sale_order_confirm: async (scene) =>
    scene.call('connector', 'sale.order', 'action_confirm', [
      [await scene.result('connector', 'sale.order', 'create', [await newOrder(scene)])],
    ]),
  sale_order_status: async (scene) =>
    scene.call('connector', 'sale.order', 'read', [
      [await partlyDelivered(scene)],
      ['state', 'delivery_status', 'picking_ids', 'client_order_ref', 'warehouse_id'],
    ]),
  picking_read_after_confirm: async (scene) => {
    const { orderId } = await scene.sandbox.driver.sell({
      warehouse: 'NJ',
      lines: [{ product: 'SKU-0005', quantity: 2 }],
      reference: 'SHOP-1001',
    })
    return scene.call('connector', 'stock.picking', 'search_read', [[['sale_id', '=', orderId]]], {
      fields: [
        'name',
        'state',
        'location_id',
        'location_dest_id',
        'picking_type_id',
        'carrier_tracking_ref',
        'carrier_id',
        'date_done',
        'origin',
        'company_id',
        'move_ids',
        'scheduled_date',
        'backorder_id',
        'write_date',
      ],
    })
  },
  picking_partial: async (scene) => {
    const { orderId } = await scene.sandbox.driver.sell({ warehouse: 'UK', lines: [{ product: 'SKU-0006', quantity: 500 }] })
    const fields = ['name', 'state', 'products_availability', 'move_ids']
    return scene.call('connector', 'stock.picking', 'search_read', [[['sale_id', '=', orderId]]], { fields })
  },
  picking_done_tracking: async (scene) =>
    scene.call('connector', 'stock.picking', 'search_read', [[['sale_id', '=', await partlyDelivered(scene)]]], {
      fields: [
        'name',
        'state',
        'date_done',
        'carrier_id',
        'carrier_tracking_ref',
        'carrier_tracking_url',
        'backorder_id',
        'origin',
        'sale_id',
        'move_line_ids',
        'weight',
        'write_date',
        'return_id',
      ],
    }),
  delivered_move_lines: async (scene) => {
    const picking = await scene.id('stock.picking', [
      ['sale_id', '=', await partlyDelivered(scene)],
      ['state', '=', 'done'],
    ])
    return scene.call('connector', 'stock.move.line', 'search_read', [[['picking_id', '=', picking]]], {
      fields: ['product_id', 'quantity', 'location_id', 'location_dest_id', 'lot_id', 'state', 'date', 'move_id', 'write_date'],
    })
  },
  done_move_lines_feed: (scene) =>
    scene.call(
      'connector',
      'stock.move.line',
      'search_read',
      [
        [
          ['state', '=', 'done'],
          ['write_date', '>=', '2026-01-01 00:00:00'],
        ],
      ],
      {
        fields: ['product_id', 'location_id', 'location_dest_id', 'quantity', 'date', 'write_date'],
        order: 'write_date desc, id desc',
        limit: 10,
      },
    ),
  return_wizard_create: async (scene) => ({ result: (await returnWizard(scene)).id }),
  return_create_returns: async (scene) => {
    const { id, context } = await returnWizard(scene)
    const lines = await scene.result('connector', 'stock.return.picking.line', 'search', [[['wizard_id', '=', id]]])
    await scene.result('connector', 'stock.return.picking.line', 'write', [lines, { quantity: 2 }])
    const method = scene.version === 17 ? 'create_returns' : 'action_create_returns'
    return scene.call('connector', 'stock.return.picking', method, [[id]], { context })
  },
  err_missing_record_read: (scene) => scene.call('connector', 'sale.order', 'read', [[999999], ['name']]),
  err_dup_default_code: async (scene) =>
    scene.call('admin', 'product.product', 'write', [[await scene.product('SKU-0007')], { default_code: 'SKU-0001' }]),
  err_apikey_as_password: async (scene) => ({ result: await scene.uid('connector') }),
}
