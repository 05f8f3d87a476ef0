import assert from 'node:assert/strict'
import { lintMaps, type NodeMap } from '../../../src/rules/map/lint-maps.ts'
import type { OdooPlace, NamedRow } from '../../../src/rules/map/location-map.ts'
import type { MapFacts } from '../../../src/rules/map/map-finding.ts'
import { english, german } from '../../support/english.ts'
import { place, row } from '../../support/pictures.ts'

const stock = place('NJ/Stock', 1, 7, 8)
const shelf = place('NJ/Stock/Shelf', 1, 7, 8, 9)
const tx = place('TX/Stock', 1, 20, 21)
const named = (...names: string[]): Pick<NamedRow, 'sources'> => ({ sources: names.map((location) => ({ location })) })

const map = (name: string, rows: readonly NamedRow[], more: Partial<NodeMap> = {}): NodeMap => ({
  id: name,
  name,
  shop: `${name}.myshopify.com`,
  odoo: 'https://odoo.example.com shop',
  stores: [],
  rows,
  ...more,
})

const codes = (own: NodeMap, others: readonly NodeMap[], facts: MapFacts = {}): string[] =>
  lintMaps(own, others, english, facts).map(({ severity, code }) => `${severity} ${code}`)

const sells = (one: readonly OdooPlace[], other: readonly OdooPlace[], more: Partial<NamedRow> = {}, rival: Partial<NamedRow> = {}) =>
  codes(map('one', [{ ...row('a', 1, one), ...more }]), [map('two', [{ ...row('b', 2, other), ...rival }])])

describe('checking the maps of several nodes against each other', () => {
  it('finds nothing between maps that have nothing in common', () => {
    assert.deepEqual(sells([stock], [tx]), [])
    assert.deepEqual(sells([stock], [shelf], { exclude: [shelf] }), [])
    assert.deepEqual(sells([stock], [stock], { enabled: false }), [])
    assert.deepEqual(sells([stock], [stock], { outcome: 'excluded' }), [])
    const elsewhere = map('two', [row('b', 2, [stock])], { odoo: 'https://odoo.example.com other' })
    assert.deepEqual(codes(map('one', [row('a', 1, [stock])]), [elsewhere]), [], 'another database has another stock')
    const nowhere = map('two', [row('b', 2, [stock])], { odoo: '' })
    assert.deepEqual(codes(map('one', [row('a', 1, [stock])], { odoo: '' }), [nowhere]), [], 'nothing is claimed of what is not set up')
  })

  it('tells of one stock in two shops, which is no fault', () => {
    const own = map('one', [row('a', 1, [stock], { shopifyLocation: 'Soho' })])
    const [told, ...more] = lintMaps(own, [map('two', [row('b', 2, [stock], { shopifyLocation: 'Paris' })])], english)
    assert.deepEqual(more, [])
    assert.partialDeepStrictEqual(told, { severity: 'note', code: 'maps-share', row: 'a', location: 'Soho' })
    assert.equal(
      told?.text,
      'Soho (map one · one.myshopify.com) and Paris (map two · two.myshopify.com) sell the same stock: NJ/Stock',
      'both maps with their shops, rows and the Odoo location',
    )
    assert.match(told?.cure ?? '', /^Nothing to do/)
  })

  it('warns where the sources overlap in part, and tells what follows', () => {
    for (const [one, other] of [
      [[stock, tx], [tx]],
      [[stock], [shelf]],
      [[shelf], [stock]],
    ] as const)
      assert.deepEqual(sells(one, other), ['warning maps-overlap'])
    assert.deepEqual(sells([stock], [stock], { exclude: [shelf] }), ['warning maps-overlap'])
    const [told] = lintMaps(map('one', [row('a', 1, [stock])]), [map('two', [row('b', 2, [shelf])])], german)
    assert.match(told?.text ?? '', /Zuordnung one .*Zuordnung two .*nur einen Teil ihres Bestands: NJ\/Stock\/Shelf$/)
    assert.match(told?.cure ?? '', /zu wenig angeboten, nie zu viel/)
  })

  it('knows places by their names as well, and what lies below them', () => {
    const own = map('one', [{ ...row('a', 1, []), ...named('NJ/Stock') }])
    const beside = (rival: Partial<NamedRow>): string[] => codes(own, [map('two', [{ ...row('b', 2, []), ...rival }])])
    assert.deepEqual(beside(named('NJ/Stock')), ['note maps-share'])
    assert.deepEqual(beside({ sources: [stock] }), ['note maps-share'])
    assert.deepEqual(beside(named('NJ/Stock/Shelf')), ['warning maps-overlap'])
    assert.deepEqual(beside({ sources: [shelf] }), ['warning maps-overlap'])
    assert.deepEqual(beside(named('NJ/Stock 2')), [])
    const odoo = [stock, shelf].map((one) => ({ ...one, path: one.path, active: true, companyId: null }))
    assert.deepEqual(codes(own, [map('two', [{ ...row('b', 2, []), ...named('NJ/Stock/Shelf') }])], { odoo }), ['warning maps-overlap'])
  })

  it('warns of two maps that feed one Shopify location, and not where they feed it alike', () => {
    const shop = 'nova.myshopify.com'
    const feeds = (more: Partial<NamedRow>, rival: Partial<NodeMap> = {}): string[] =>
      codes(map('one', [row('a', 1, [stock])], { shop }), [map('two', [{ ...row('b', 1, [stock]), ...more }], { shop, ...rival })])
    assert.deepEqual(feeds({}), ['note maps-feed-same'])
    assert.deepEqual(feeds({ sources: [tx] }), ['warning maps-feed'])
    assert.deepEqual(feeds({ basis: 'free-minus-demand' }), ['warning maps-feed'])
    assert.deepEqual(feeds({ exclude: [shelf] }), ['warning maps-feed'])
    assert.deepEqual(feeds({}, { odoo: 'https://odoo.example.com other' }), ['warning maps-feed'])
    assert.deepEqual(feeds({}, { shop: 'other.myshopify.com' }), ['note maps-share'], 'ids of locations are those of a shop')
    const [told] = lintMaps(map('one', [row('a', 1, [stock])], { shop }), [map('two', [row('b', 1, [tx])], { shop })], english)
    assert.equal(
      told?.text,
      'The maps one and two both feed Location 1 in Shopify, and their rows for it differ (sold from NJ/Stock; sold from TX/Stock)',
    )
  })

  it('adds up the shares of all maps, each Shopify location once', () => {
    const share = (percent: number, location: number): NamedRow => row(`row-${location}`, location, [stock], { share: percent })
    const shop = 'nova.myshopify.com'
    const own = map('one', [share(60, 1), share(20, 2)], { shop })
    assert.deepEqual(codes(own, [map('two', [share(20, 3)])]), [])
    assert.deepEqual(codes(own, [map('two', [share(20, 3)]), map('three', [share(0.5, 4)])]), [
      'warning maps-share-over',
      'warning maps-share-over',
    ])
    assert.match(lintMaps(own, [map('two', [share(30, 3)])], english)[0]?.text ?? '', /Location 1, Location 2 and Location 3.*110 %/)
    assert.deepEqual(codes(own, [map('two', [share(60, 1), share(20, 2)], { shop })]), ['note maps-feed-same'])
    assert.deepEqual(codes(own, [map('two', [row('b', 3, [stock])])]), ['warning maps-share-and-full'])
  })

  it('warns of rows that count one stock in two ways, and of deliveries that keep their sales from each other', () => {
    assert.deepEqual(sells([stock], [stock], { basis: 'free-minus-demand' }), ['note maps-share', 'warning maps-basis'])
    const own = map('one', [row('a', 1, [stock])], { stores: ['x'] })
    const other = (stores: readonly string[]): NodeMap => map('two', [row('b', 2, [stock])], { stores })
    assert.deepEqual(codes(own, [other(['y'])]), ['warning maps-stores'])
    assert.deepEqual(codes(own, [other(['y', 'x'])]), ['note maps-share'])
    assert.deepEqual(codes(own, [other([])]), ['note maps-share'])
  })

  it('tells what is alike once, with all locations', () => {
    const many = (name: string, first: number): NodeMap =>
      map(
        name,
        Array.from({ length: 7 }, (_, at) => row(`${name}-${at}`, first + at, [stock], { sharedInFull: true })),
      )
    const told = lintMaps(many('one', 1), [many('two', 11)], english)
    assert.equal(told.length, 1)
    assert.match(told[0]?.text ?? '', /^Location 1, Location 2, Location 3, Location 4, Location 5, … \(map one/)
  })
})
