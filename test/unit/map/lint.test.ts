import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { lintMap } from '../../../src/rules/map/lint-map.ts'
import type { LocationMap } from '../../../src/rules/map/location-map.ts'
import type { MapFacts } from '../../../src/rules/map/map-finding.ts'
import { readyMap } from '../../../src/rules/map/ready-map.ts'
import { english, german } from '../../support/english.ts'
import { mapOf, place, row, shopifyLocation } from '../../support/pictures.ts'

const stock = place('NJ/Stock', 1, 7, 8)
const zone = place('NJ/Stock/Zone-A', 1, 7, 8, 9)
const quarantine = place('NJ/Stock/Quarantine', 1, 7, 8, 10)
const tx = place('TX/Stock', 1, 20, 21)

const codes = (map: LocationMap, facts: MapFacts = {}): string[] =>
  lintMap(map, english, facts).map(({ severity, code }) => `${severity} ${code}`)

describe('checking the location map', () => {
  it('finds nothing in a sound map', () => {
    assert.deepEqual(codes(mapOf(row('nj', 1, [stock], { exclude: [quarantine] }), row('tx', 2, [tx]))), [])
  })

  it('names a location that is undecided, and does not let the map be used', () => {
    const map = {
      ...mapOf(row('nj', 1, [stock])),
      known: [
        { id: shopifyLocation(1), name: 'New Jersey' },
        { id: shopifyLocation(5), name: 'Popup store' },
      ],
    }
    const [finding] = lintMap(map, english)
    assert.equal(finding?.code, 'undecided')
    assert.match(finding?.text ?? '', /Popup store/)
    assert.throws(
      () => readyMap(map, english),
      (error) => error instanceof SyncError && error.code === 'MAP_UNDECIDED' && error.values['shopifyLocation'] === 'Popup store',
    )
    assert.match(lintMap(map, german)[0]?.text ?? '', /Popup store ist nichts entschieden/)
  })

  it('asks Shopify for locations that nobody decided, and leaves inactive ones alone', () => {
    const facts = {
      shopify: [
        { id: shopifyLocation(1), name: 'New Jersey', active: true },
        { id: shopifyLocation(6), name: 'Closed', active: false },
        { id: shopifyLocation(7), name: 'Texas', active: true },
      ],
    }
    assert.deepEqual(
      lintMap(mapOf(row('nj', 1, [stock])), english, facts).map(({ location }) => location),
      ['Texas'],
    )
  })

  it('finds rows whose Shopify location is gone or switched off', () => {
    const facts = { shopify: [{ id: shopifyLocation(1), name: 'New Jersey', active: false }] }
    assert.deepEqual(codes(mapOf(row('nj', 1, [stock]), row('tx', 2, [tx])), facts), ['error location-inactive', 'error location-unknown'])
  })

  it('finds drop-ship sources that are parents of suppliers, and vendor locations', () => {
    const [all, a, b] = [place('DS/Stock', 1, 30), place('DS/Stock/A', 1, 30, 31), place('DS/Stock/B', 1, 30, 32)]
    const vendors = place('Partners/Vendors', 2, 40)
    const odoo = [all, a, b, vendors].map((one) => {
      const usage = one === vendors ? 'supplier' : 'internal'
      return { ...one, path: one.path ?? [], active: true, companyId: null, usage }
    })
    const dropShip = { type: 'drop-ship' as const, aggregate: 'largest' as const }
    const [parent] = lintMap(mapOf(row('ds', 1, [all], dropShip)), english, { odoo })
    assert.equal(parent?.severity, 'error')
    assert.match(parent?.text ?? '', /suppliers below DS\/Stock together \(DS\/Stock\/A, DS\/Stock\/B\)/)
    assert.deepEqual(codes(mapOf(row('ds', 1, [a, b], dropShip)), { odoo }), [])
    assert.deepEqual(codes(mapOf(row('all', 1, [all])), { odoo }), [])
    assert.deepEqual(codes(mapOf(row('left', 1, [all], { ...dropShip, exclude: [a, b] })), { odoo }), [])
    assert.deepEqual(codes(mapOf(row('ds', 1, [vendors], dropShip)), { odoo }), ['error source-supplier'])
  })

  it('warns of a location at which linked items are not stocked, where it is mapped', () => {
    const rows = [row('nj', 1, [stock]), row('tx', 2, [tx], { enabled: false })]
    const notStocked = [1, 2, 3].map((id) => ({ locationId: shopifyLocation(id), count: 7 }))
    const [found, ...others] = lintMap(mapOf(...rows), english, { notStocked })
    assert.deepEqual([found?.code, found?.severity, others], ['items-not-stocked', 'warning', []])
    assert.match(found?.text ?? '', /^7 linked items are not stocked at Location 1 in Shopify/)
  })

  it('finds a location or an id that stands twice, and lets a prepared row wait switched off', () => {
    assert.deepEqual(codes(mapOf(row('nj', 1, [stock]), row('nj', 1, [tx]))), ['error row-id-twice', 'error location-twice'])
    assert.deepEqual(codes(mapOf(row('nj', 1, [stock]), row('later', 1, [tx], { enabled: false }))), [])
  })

  it('wants a reason for an exclusion and a source for a mapping', () => {
    assert.deepEqual(codes(mapOf(row('nj', 1, [], { outcome: 'excluded', reason: '  ' }))), ['error reason-missing'])
    assert.deepEqual(codes(mapOf(row('nj', 1, [], { outcome: 'excluded', reason: 'own stock keeping' }))), [])
    assert.deepEqual(codes(mapOf(row('nj', 1, []))), ['error source-missing'])
  })

  it('finds sources that stand twice, are excluded, or lie within another source', () => {
    assert.deepEqual(codes(mapOf(row('nj', 1, [stock, stock]))), ['error source-twice'])
    assert.deepEqual(codes(mapOf(row('nj', 1, [stock, tx], { exclude: [stock] }))), ['error source-excluded'])
    assert.deepEqual(codes(mapOf(row('nj', 1, [stock, zone]))), ['warning source-nested'])
    assert.deepEqual(codes(mapOf(row('nj', 1, [stock, zone], { aggregate: 'largest' }))), ['error source-nested'])
    assert.deepEqual(
      codes(mapOf(row('nj', 1, [stock, place('NJ/Stock/Quarantine/Sellable', 1, 7, 8, 10, 11)], { exclude: [quarantine] }))),
      [],
    )
  })

  it('finds an exclusion that lies below no source', () => {
    assert.deepEqual(codes(mapOf(row('nj', 1, [tx], { exclude: [quarantine] }))), ['warning exclusion-outside'])
    const unknown = { locationId: 10, location: 'NJ/Stock/Quarantine' }
    assert.deepEqual(codes(mapOf(row('nj', 1, [stock], { exclude: [unknown] }))), [])
  })

  it('finds stock that two rows would sell, at any depth, unless the one excludes it', () => {
    assert.deepEqual(codes(mapOf(row('a', 1, [stock]), row('b', 2, [stock]))), ['error overlap'])
    assert.deepEqual(codes(mapOf(row('a', 1, [stock]), row('b', 2, [zone]))), ['error overlap'])
    assert.deepEqual(codes(mapOf(row('a', 1, [zone]), row('b', 2, [stock]))), ['error overlap'])
    assert.deepEqual(codes(mapOf(row('a', 1, [stock], { exclude: [zone] }), row('b', 2, [zone]))), [])
    assert.deepEqual(codes(mapOf(row('a', 1, [stock]), row('b', 2, [zone], { enabled: false }))), [])
  })

  it('uses what Odoo says of the tree when the map has no paths', () => {
    const bare = (at: typeof stock) => ({ locationId: at.locationId, location: at.location })
    const map = mapOf(row('a', 1, [bare(stock)]), row('b', 2, [bare(zone)]))
    assert.deepEqual(codes(map), [])
    const odoo = [stock, zone].map((at) => ({ ...at, active: true, companyId: 1 }))
    assert.deepEqual(codes(map, { odoo }), ['error overlap'])
  })

  it('accepts sharing that both rows state', () => {
    const full = { sharedInFull: true }
    assert.deepEqual(codes(mapOf(row('a', 1, [stock], full), row('b', 2, [stock], full))), [])
    assert.deepEqual(codes(mapOf(row('a', 1, [stock], full), row('b', 2, [stock]))), ['error overlap'])
    assert.deepEqual(codes(mapOf(row('a', 1, [stock]), row('b', 2, [stock], full))), ['error overlap'])
    assert.deepEqual(codes(mapOf(row('a', 1, [stock, tx], full), row('b', 2, [tx], full))), ['warning shared-differently'])
    assert.deepEqual(codes(mapOf(row('a', 1, [stock], { share: 60 }), row('b', 2, [stock], { share: 40 }))), [])
    assert.deepEqual(codes(mapOf(row('a', 1, [stock], { share: 60 }), row('b', 2, [zone], { share: 40 }))).slice(0, 1), ['error overlap'])
  })

  it('finds shares that give too much, too little, or are counted differently', () => {
    const split = (one: number, other: number) => mapOf(row('a', 1, [stock], { share: one }), row('b', 2, [stock], { share: other }))
    assert.deepEqual(codes(split(60, 41)), ['error share-over'])
    assert.deepEqual(codes(split(60, 30)), ['note share-under'])
    assert.deepEqual(codes(split(33.3, 66.7)), [])
    assert.deepEqual(codes(mapOf(row('a', 1, [stock, tx], { share: 50 }), row('b', 2, [stock, tx], { share: 50, aggregate: 'largest' }))), [
      'error split-differs',
    ])
    assert.deepEqual(codes(mapOf(row('a', 1, [stock], { share: 100, sharedInFull: true }))), ['error share-and-full'])
  })

  it('finds sources that are gone, archived, or of another company', () => {
    const odoo = [
      { ...stock, active: true, companyId: 2 },
      { ...tx, active: false, companyId: 1 },
    ]
    const map = mapOf(row('a', 1, [stock], { companyId: 1 }), row('b', 2, [tx]), row('c', 3, [place('UK/Stock', 1, 30)]))
    assert.deepEqual(codes(map, { odoo }), ['error source-other-company', 'error source-inactive', 'error source-unknown'])
    assert.deepEqual(codes(mapOf(row('a', 1, [stock], { companyId: 1 })), { odoo: [{ ...stock, active: true, companyId: null }] }), [])
  })

  it('says what the physical quantity needs', () => {
    assert.deepEqual(codes(mapOf(row('a', 1, [stock], { quantityName: 'on_hand' }))), ['note on-hand'])
    assert.deepEqual(codes(mapOf(row('a', 1, [stock], { quantityName: 'on_hand', share: 100 }))), ['warning on-hand-shared'])
  })

  it('gives every finding a text and a cure without gaps', () => {
    const map = {
      ...mapOf(row('a', 1, [stock, zone]), row('a', 1, [zone], { share: 50, sharedInFull: true })),
      known: [{ id: 'x', name: 'X' }],
    }
    for (const finding of lintMap(map, english)) {
      assert.doesNotMatch(`${finding.text} ${finding.cure}`, /finding\.|__/)
    }
  })
})
