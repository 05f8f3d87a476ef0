import type { AuditEntry } from '../../../src/ports/store/audit-entry.ts'
import type { BatchRecord } from '../../../src/ports/store/batch-record.ts'
import type { FailedJob } from '../../../src/ports/store/failed-job.ts'
import type { Hold } from '../../../src/ports/store/hold.ts'
import type { LevelRecord } from '../../../src/ports/store/level-record.ts'
import type { Link } from '../../../src/ports/store/link.ts'
import type { PlanLine, PlanRecord } from '../../../src/ports/store/plan-record.ts'
import type { RunRecord } from '../../../src/ports/store/run-record.ts'

export const SHOP = 'north.myshopify.com'
export const OTHER_SHOP = 'south.myshopify.com'
export const DATABASE = 'stock@odoo.example.com'
/** A moment in November 2026; clock time of the examples. */
export const NOW = Date.UTC(2026, 10, 20, 12)

/** The id of an inventory item, so that ids sort like their numbers. */
export function item(number: number): string {
  return `gid://shopify/InventoryItem/${1_000_000 + number}`
}

export function location(number: number): string {
  return `gid://shopify/Location/${100 + number}`
}

export function link(number: number, change: Partial<Link> = {}): Link {
  return {
    shop: SHOP,
    inventoryItemId: item(number),
    variantId: `gid://shopify/ProductVariant/${number}`,
    sku: `SKU-${number}`,
    odooDatabase: DATABASE,
    odooProductId: number,
    by: 'sku',
    at: NOW,
    ...change,
  }
}

/** A settled level; `waiting` makes one that waits. */
export function level(number: number, change: Partial<LevelRecord> = {}): LevelRecord {
  return {
    shop: SHOP,
    inventoryItemId: item(number),
    locationId: location(1),
    state: 'settled',
    wanted: null,
    confirmed: { quantity: number, reserved: 0, at: NOW },
    observed: null,
    doubt: null,
    urgent: false,
    attempts: 0,
    due: NOW,
    sent: null,
    cohort: null,
    failure: null,
    ...change,
  }
}

/** A level that waits since `since`, with everything that a real one carries. */
export function waiting(number: number, since: number, change: Partial<LevelRecord> = {}, pool = `pool-${number}`): LevelRecord {
  const locationId = change.locationId ?? location(1)
  return level(number, {
    state: 'waiting',
    wanted: {
      asOf: number,
      readAt: '2026-11-20T12:00:00.000Z',
      quantity: 37,
      reserved: 4,
      free: 41,
      quantityName: 'available',
      pool,
      odoo: { database: DATABASE, productId: number, name: `Shirt ${number}`, sku: `SKU-${number}` },
      shopify: { shop: SHOP, locationId, location: 'New Jersey', inventoryItemId: item(number), sku: `SKU-${number}` },
      trace: [
        { by: 'location-map', code: 'free-at', text: 'free 41 at NJ/Stock', values: { quantity: 41, location: 'NJ/Stock' } },
        { by: 'buffer', code: 'kept-back', text: '10% buffer keeps back 4', values: { quantity: 4, percent: 10 } },
      ],
      since,
      via: 'writer',
    },
    ...change,
  })
}

export function sending(number: number, key: string): LevelRecord {
  const sent = { batch: key, asOf: 3, reserved: 0, compare: 5, target: 4, held: 1, newHold: 0, observedAsOf: 2, seen: [], edited: 0 }
  return waiting(number, NOW, { state: 'sending', sent })
}

export function batch(key: string, change: Partial<BatchRecord> = {}): BatchRecord {
  return {
    shop: SHOP,
    body: {
      key,
      name: 'available',
      reason: 'correction',
      referenceDocumentUri: 'odoo://stock/quant',
      entries: [{ inventoryItemId: item(1), locationId: location(1), quantity: 4, changeFrom: null }],
    },
    firstSentAt: NOW,
    attempts: 0,
    due: NOW,
    lost: false,
    urgent: true,
    ...change,
  }
}

export function hold(id: string, change: Partial<Hold> = {}): Hold {
  return {
    id,
    shop: SHOP,
    inventoryItemId: item(1),
    locationId: location(1),
    pool: 'pool-1',
    order: null,
    quantity: 2,
    seen: 0,
    asOf: 7,
    reservedAsOf: null,
    openedAt: NOW,
    expiresAt: NOW + 600_000,
    ...change,
  }
}

export function failedJob(id: string, change: Partial<FailedJob> = {}, subject: FailedJob['failure']['subject'] = {}): FailedJob {
  const failure: FailedJob['failure'] = {
    kind: 'failed',
    code: 'PRODUCT_UNLINKED',
    class: 'product-identity',
    text: `SKU ${id} has no linked Odoo product`,
    cure: 'Link it',
    retry: 'when-fixed',
    subject: { shop: SHOP, sku: id, ...subject },
    at: '2026-11-20T12:00:00.000Z',
  }
  return {
    id,
    cause: `cause-${id}`,
    failure,
    count: 1,
    firstAt: NOW,
    lastAt: NOW,
    since: change.lastAt ?? NOW,
    state: 'open',
    note: null,
    ...change,
  }
}

export function written(number: number, change: Partial<AuditEntry> = {}): AuditEntry {
  const place = { shop: SHOP, inventoryItemId: item(number), locationId: location(1) }
  return { at: NOW, what: 'written', ...place, from: null, to: 5, key: 'a-key', asOf: 3, ...change }
}

export function plan(id: string, change: Partial<PlanRecord> = {}): PlanRecord {
  const counts = { levels: 3, outcomes: { matched: 2, differing: 1 }, causes: {}, unlinked: 0, unmapped: 0, unitsOver: 5, unitsUnder: 0 }
  return { id, shop: SHOP, createdAt: NOW, state: 'comparing', scope: { skus: ['SKU-1'], sample: 5 }, dryRun: true, counts, ...change }
}

/** A line that is planned: the level shows 15 and should show 10. */
export function planLine(planId: string, number: number, change: Partial<PlanLine> = {}): PlanLine {
  const locationId = change.locationId ?? location(1)
  return {
    plan: planId,
    shop: SHOP,
    inventoryItemId: item(number),
    locationId,
    state: 'planned',
    outcome: 'differing',
    cause: null,
    evidence: '',
    wanted: 10,
    shown: 15,
    shownAt: NOW,
    looks: 2,
    line: {
      kind: 'level',
      odoo: { database: DATABASE, productId: number, name: `Shirt ${number}`, sku: `SKU-${number}` },
      shopify: { shop: SHOP, locationId, location: 'New Jersey', inventoryItemId: item(number), sku: `SKU-${number}` },
      asOf: number,
      readAt: '2026-11-20T12:00:00.000Z',
      quantityName: 'available',
      free: 10,
      reserved: 0,
      quantity: 10,
      pool: `pool-${number}`,
      trace: [],
    },
    replaced: null,
    written: null,
    note: null,
    ...change,
  }
}

export function run(id: string, change: Partial<RunRecord> = {}): RunRecord {
  return {
    id,
    shop: SHOP,
    node: 'reconcile',
    plan: `plan of ${id}`,
    kind: 'compare',
    way: 'plan',
    state: 'running',
    cursor: { phase: 'pages', after: 0 },
    done: 0,
    total: null,
    startedAt: NOW,
    worked: 0,
    endedAt: null,
    failure: null,
    ...change,
  }
}
