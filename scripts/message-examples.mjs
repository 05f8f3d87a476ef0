// One example of every line and of every command, for docs/messages.md. The generator refuses an example that does not fit its schema.

const odoo = { database: 'shop@odoo.example.com', productId: 482, name: 'T-shirt (Red, M)', sku: 'ABC-RED-M' }
const location = { locationId: 'gid://shopify/Location/101', location: 'New Jersey Warehouse' }
const item = { shop: 'example.myshopify.com', inventoryItemId: 'gid://shopify/InventoryItem/9001', sku: 'ABC-RED-M' }
const free = { by: 'location-map', code: 'free-at', text: 'free 100 at NJ/Stock', values: { quantity: 100, location: 'NJ/Stock' } }
const kept = { by: 'buffer', code: 'buffer-percent', text: '5% buffer keeps back 5', values: { percent: 5, kept: 5 } }

const picture = {
  kind: 'picture',
  odoo,
  asOf: 4711,
  readAt: '2026-03-01T10:04:07Z',
  watched: [{ locationId: 8, location: 'NJ/Stock', path: [1, 7, 8] }],
  stock: [{ locationId: 8, location: 'NJ/Stock', path: [1, 7, 8], quantity: 104, reserved: 4 }],
  trace: [],
}

const level = {
  kind: 'level',
  odoo,
  shopify: location,
  asOf: 4711,
  readAt: '2026-03-01T10:04:07Z',
  quantityName: 'available',
  free: 100,
  reserved: 4,
  quantity: 95,
  pool: 'shop@odoo.example.com:482:8',
  row: 'nj',
  trace: [free, kept],
}

const failed = {
  kind: 'failed',
  code: 'PRODUCT_UNLINKED',
  class: 'product-identity',
  text: 'SKU ABC-RED-M has no linked Odoo product',
  cure: 'Give the variant in Shopify the internal reference of its Odoo product as SKU, or link the two by hand in product-link; the next match does the rest. If its stock is not kept in Odoo, dismiss this job: it stays closed until its facts change.',
  retry: 'when-fixed',
  subject: { sku: 'ABC-RED-M', odooDatabase: 'shop@odoo.example.com', odooProductId: 482, odooProduct: 'T-shirt (Red, M)' },
  at: '2026-03-01T10:04:08Z',
  values: { sku: 'ABC-RED-M' },
}

const applied = {
  kind: 'applied',
  outcome: 'written',
  odoo,
  shopify: { ...location, ...item },
  asOf: 4711,
  quantityName: 'available',
  from: 90,
  to: 93,
  held: 2,
  at: '2026-03-01T10:04:09Z',
  trace: [free, kept],
}

const report = {
  kind: 'report',
  outcome: 'differing',
  odoo,
  shopify: { ...location, ...item },
  asOf: 4711,
  quantityName: 'available',
  wanted: 95,
  shown: 100,
  difference: 5,
  cause: 'buffer-or-reservation',
  text: 'SKU ABC-RED-M at New Jersey Warehouse shows 100 and should show 95',
  trace: [free, kept],
}

const command = { action: 'start', dryRun: true, scope: { locations: ['gid://shopify/Location/101'], sample: 10 } }
const readRequest = { shop: 'example.myshopify.com', after: 482, categories: ['All / Saleable'] }

export const examples = {
  picture,
  level,
  'linked-level': { ...level, shopify: { ...location, ...item } },
  applied,
  failed,
  report,
  'reconcile-command': command,
  'read-request': readRequest,
}
