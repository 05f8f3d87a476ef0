import type { FlowNode } from './node-red.ts'

const onFlow = (id: string, type: string, y: number, rest: Readonly<Record<string, unknown>>): FlowNode => ({
  id,
  type,
  z: 'tab',
  x: 200,
  y,
  name: '',
  wires: [],
  ...rest,
})

/** Id of a Shopify location by its number. */
export const shopifyLocation = (number: number): string => `gid://shopify/Location/${number}`

const connections: readonly FlowNode[] = [
  { id: 'tab', type: 'tab', label: 'Dialogs' },
  {
    id: 'odoo',
    type: 'odoo-connection',
    name: 'Odoo of the test',
    url: '${ODOO_URL}',
    database: '${ODOO_DB}',
    username: '${ODOO_USERNAME}',
    transport: 'json-2',
    companies: '1, 3',
    timeout: 45,
  },
  {
    id: 'shop',
    type: 'shopify-connection',
    name: '',
    shop: 'example.myshopify.com',
    apiVersion: '2026-10',
    apiUrl: '',
    auth: 'client',
    timeout: 20,
  },
  { id: 'store', type: 'sync-store', name: 'Store of the test', file: '${SYNC_STORE}', auditDays: 120, jobDays: 14 },
]

const policies = {
  inventory_quantity: 'both',
  reservation: 'shopify_to_odoo',
  cancellation: 'off',
  return: 'odoo_to_shopify',
  in_transit_visibility: 'off',
  manual_shopify_edit: 'shopify_to_odoo',
}

/** The nodes of the flow with every node type, none of them with the values that a new node has. */
export const dialogs: readonly FlowNode[] = [
  onFlow('watch', 'odoo-quant-watch', 60, {
    odoo: 'odoo',
    store: 'store',
    locations: [{ locationId: 8, location: 'NJ/Stock' }, { location: 'TX/Stock' }],
    exclude: [{ location: 'NJ/Stock/Damaged' }],
    transit: true,
    consigned: true,
    ownField: 'client_order_ref',
    ownBegins: '#',
    companies: '1, 3',
    categories: 'All / Saleable; 12',
    domain: '[["sale_ok", "=", true]]',
    interval: 15,
    fullEvery: 0,
    overlap: 120,
    batch: 250,
    hintAddress: 'https://flows.example.com/red/',
  }),
  onFlow('gate', 'direction-gate', 120, {
    direction: 'shopify_to_odoo',
    policies,
    exceptions: [{ shop: 'example.myshopify.com', location: shopifyLocation(71), product: 'ABC-RED-M', event: 'return', policy: 'off' }],
  }),
  onFlow('map', 'location-map', 180, {
    odoo: 'odoo',
    shopify: 'shop',
    known: [
      { id: shopifyLocation(71), name: 'New Jersey' },
      { id: shopifyLocation(72), name: 'Partner 3PL', active: true, fulfillmentService: true },
    ],
    rows: [
      {
        id: 'nj',
        shopifyLocationId: shopifyLocation(71),
        shopifyLocation: 'New Jersey',
        outcome: 'mapped',
        type: 'retail',
        sources: [{ locationId: 8, location: 'NJ/Stock', path: [1, 7, 8] }, { location: 'TX/Stock' }],
        exclude: [{ locationId: 9, location: 'NJ/Stock/Quarantine', path: [1, 7, 8, 9] }],
        aggregate: 'largest',
        share: 60,
        quantityName: 'available',
        adjust: { locationId: 8, location: 'NJ/Stock' },
        companyId: 1,
        enabled: false,
        notes: 'own staff ships',
      },
      {
        id: 'partner',
        shopifyLocationId: shopifyLocation(72),
        shopifyLocation: 'Partner 3PL',
        outcome: 'excluded',
        reason: 'counts its own stock',
        type: '3pl',
        sources: [],
        exclude: [],
        aggregate: 'sum',
        quantityName: 'available',
        enabled: true,
      },
    ],
  }),
  onFlow('buffer', 'buffer', 240, {
    rules: {
      default: { kind: 'percent', value: 5 },
      perLocation: [{ locationId: shopifyLocation(71), location: 'New Jersey', kind: 'fixed', value: 3 }],
      perProduct: [{ sku: 'ABC-RED-M', kind: 'fixed', value: 2 }],
      perProductAtLocation: [{ sku: 'ABC-RED-M', locationId: shopifyLocation(99), location: '', kind: 'none', value: 0 }],
    },
    field: 'x_buffer',
    salesWindow: 14,
    odoo: 'odoo',
  }),
  onFlow('link', 'product-link', 300, {
    odoo: 'odoo',
    shopify: 'shop',
    store: 'store',
    refresh: 0,
    fullEvery: 48,
    metafield: 'write',
    stocking: false,
    unsold: 'rule',
    leaveOut: 'RAW-*',
    soonest: 30,
  }),
  onFlow('set', 'shopify-inventory-set', 360, {
    shopify: 'shop',
    store: 'store',
    begin: 'written',
    firstWrite: 'overwrite',
    editPolicy: 'leave',
    orders: 'unnamed',
    holdMinutes: 90,
    maxAttempts: 5,
    breakerShare: 12.5,
    breakerMinimum: 40,
  }),
  onFlow('reconcile', 'reconcile-diff', 420, {
    shopify: 'shop',
    store: 'store',
    dryRun: false,
    toleranceUnits: 2,
    tolerancePercent: '',
    schedule: '15 4 * * MON-FRI',
    timezone: 'Europe/Berlin',
    unasked: 'ignore',
    format: 'lines',
    limit: 250,
  }),
  onFlow('jobs', 'failed-job-store', 480, { store: 'store' }),
]

/** Config nodes have dialogs too. */
export const configNodes: readonly FlowNode[] = connections.filter((node) => node.type !== 'tab')

export const dialogFlow: readonly FlowNode[] = [...connections, ...dialogs]
