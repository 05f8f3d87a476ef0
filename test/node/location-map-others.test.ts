import assert from 'node:assert/strict'
import locationMap from '../../nodes/location-map/location-map.ts'
import { mapsOf, type FlowNode } from '../../nodes/location-map/flow-maps.ts'
import { runningFlows } from '../../nodes/location-map/other-maps.ts'
import odooConnection from '../../nodes/odoo-connection/odoo-connection.ts'
import shopifyConnection from '../../nodes/shopify-connection/shopify-connection.ts'
import { isNamedRow } from '../../src/rules/map/check-map.ts'
import type { NamedRow } from '../../src/rules/map/location-map.ts'
import { withNodeRed } from '../support/node-helper.ts'
import { helper } from '../support/node-test-helper.ts'
import { picture, place, row, stockAt } from '../support/pictures.ts'

const shelf = place('NJ/Stock', 1, 8)
const nj = { locationId: 8, location: 'NJ/Stock' }
const tx = { locationId: 9, location: 'TX/Stock' }
const systems = [
  { id: 'odoo', type: 'odoo-connection', url: 'http://127.0.0.1:9', database: 'shop', username: 'sync' },
  { id: 'shop-a', type: 'shopify-connection', shop: 'a.myshopify.com' },
  { id: 'shop-b', type: 'shopify-connection', shop: 'https://B.myshopify.com/' },
]
const other = (more: object) => ({
  id: 'other',
  type: 'location-map',
  z: 'second',
  name: 'Paris',
  odoo: 'odoo',
  shopify: 'shop-b',
  rows: [row('paris', 6, [nj])],
  x: 1,
  y: 1,
  wires: [[], []],
  ...more,
})
const second = (more: object = {}) => ({ id: 'second', type: 'tab', label: 'Second shop', ...more })

/** What was said at a level of the log. */
const said = (level: number): string[] =>
  helper.log().args.flatMap(([entry]) => (entry.level === level && entry.type === 'location-map' ? [String(entry.msg)] : []))
const warning = 30
const information = 40

describe('location-map beside other maps', () => {
  const start = withNodeRed(locationMap, odooConnection, shopifyConnection)
  const config = { odoo: 'odoo', shopify: 'shop-a', rows: [row('nj', 5, [nj])] }
  const begin = (own: object, others: readonly object[]) =>
    start({ type: 'location-map', outputs: 2, config: { ...config, ...own }, others: [...others, ...systems] })

  it('tells at a deploy of two maps that sell one stock in two shops, once, as information', async () => {
    const flow = await begin({}, [second(), other({})])
    await flow.ask({ payload: [picture([shelf], [stockAt(shelf, 12)])] })
    assert.deepEqual(said(warning), [])
    const told = said(information).filter((text) => text.includes('same stock'))
    assert.equal(told.length, 1, told.join('\n'))
    assert.match(told[0] ?? '', /location-map \(Flow\) · a\.myshopify\.com/)
    assert.match(told[0] ?? '', /Paris \(Second shop\) · b\.myshopify\.com.* sell the same stock: NJ\/Stock – Nothing to do/)
    await flow.until(() => flow.statuses.length > 0)
    assert.deepEqual(
      flow.statuses.map(({ text }) => text),
      ['1 level'],
    )
  })

  it('warns where their sources overlap in part, names both, and keeps saying so in its status', async () => {
    const flow = await begin({ rows: [row('nj', 5, [nj, tx])] }, [second(), other({})])
    const warnings = said(warning)
    assert.equal(warnings.length, 1, warnings.join('\n'))
    assert.match(warnings[0] ?? '', /Location 5.*Location 6.*share only a part of their stock: NJ\/Stock – A sale at one lowers the other/)
    await flow.until(() => flow.statuses.some(({ text }) => text === 'ready – warned about other maps'))
    const watched = [place('NJ/Stock', 1, 8), place('TX/Stock', 1, 9)]
    await flow.ask({ payload: [picture(watched, [stockAt(shelf, 12)])] })
    await flow.until(() => flow.statuses.some(({ text }) => text === '1 level – warned about other maps'))
  })

  it('warns of two maps that feed one Shopify location, whichever connection names the shop', async () => {
    await begin({ rows: [row('nj', 6, [tx])], shopify: 'shop-c' }, [
      second(),
      other({}),
      { id: 'shop-c', type: 'shopify-connection', shop: 'b.myshopify.com' },
    ])
    assert.equal(said(warning).length, 1)
    assert.match(said(warning)[0] ?? '', /both feed Location 6 in Shopify, and their rows for it differ/)
  })

  it('leaves alone what is switched off', async () => {
    const rows = [row('nj', 5, [nj, tx])]
    await begin({ rows }, [second(), other({ d: true })])
    assert.deepEqual(said(warning), [])
    await begin({ rows }, [second({ disabled: true }), other({})])
    assert.deepEqual(said(warning), [])
  })

  it('finds the sync stores behind a map by wires, junctions and links, past what is switched off', () => {
    const nodes: FlowNode[] = [
      { id: 'one', type: 'location-map', z: 'tab', odoo: 'odoo', shopify: 'shop', rows: [row('nj', 5, [nj])], wires: [['junction'], []] },
      { id: 'junction', type: 'junction', z: 'tab', wires: [['out', 'set-off']] },
      { id: 'out', type: 'link out', z: 'tab', links: ['in'], wires: [] },
      { id: 'in', type: 'link in', z: 'tab', wires: [['set']] },
      { id: 'set', type: 'shopify-inventory-set', z: 'tab', store: 'store', wires: [['one']] },
      { id: 'set-off', type: 'shopify-inventory-set', z: 'tab', store: 'off', d: true, wires: [] },
      { id: 'store', type: 'sync-store', file: '/data/sync.db' },
      { id: 'off', type: 'sync-store', file: '/data/off.db' },
      { id: 'tab', type: 'tab', label: 'Tab' },
      { id: 'odoo', type: 'odoo-connection', url: 'HTTP://Odoo.example.com//', database: 'shop' },
      { id: 'shop', type: 'shopify-connection', shop: 'admin.shopify.com/store/nova' },
    ]
    const deployed = { eachNode: (visit: (node: FlowNode) => void) => nodes.forEach(visit), getNode: () => null }
    const flows = runningFlows(deployed, () => '')
    const [map] = mapsOf(flows, (one): one is NamedRow => isNamedRow(one))
    assert.deepEqual(map, {
      id: 'one',
      name: 'location-map (Tab)',
      shop: 'nova.myshopify.com',
      odoo: 'http://odoo.example.com shop',
      stores: ['/data/sync.db'],
      rows: [row('nj', 5, [nj])],
    })
  })
})
